//! The generated client, signed, and its responses in a form that a caller can act on.

mod binance_pay_signing;

use binance_pay_client::apis::authorization_api::CreateAuthorizationError as Typed;
use binance_pay_client::apis::configuration::Configuration;
use binance_pay_client::apis::Error;
use binance_pay_client::models::{Authorization, CreateAuthorizationResponse};
pub use binance_pay_signing::{signature, BinancePaySigning};

#[derive(Debug)]
pub enum Failure {
    /// The provider rejected the request, for the reason that the code names.
    Rejected { code: String, message: String },
    /// A failure without the provider's envelope: the HTTP status and whatever came with it.
    Blocked(String),
    /// No response that can be read, so it is not known whether the authorization was created.
    Unknown(Error<Typed>),
}

pub fn client(base_url: String, signing: BinancePaySigning) -> Configuration {
    // A redirect would carry the signature to another address.
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let http = http.build().expect("an HTTP client");
    Configuration {
        base_path: base_url,
        client: reqwest_middleware::ClientBuilder::new(http)
            .with(signing)
            .build(),
        ..Configuration::default()
    }
}

/// The envelope decides, not the HTTP status: a failure may come with HTTP 200.
pub fn authorization(
    outcome: Result<CreateAuthorizationResponse, Error<Typed>>,
) -> Result<Authorization, Failure> {
    let (code, texts) = match outcome {
        Ok(e) => match e.data {
            Some(data) if e.status == "SUCCESS" && e.code == "000000" => return Ok(*data),
            _ => (e.code, [e.error_message, e.msg, e.error_data]),
        },
        Err(Error::ResponseError(response)) => match response.entity {
            // The variants are tried in turn: what came with a 5XX is a Status4XX, too.
            Some(Typed::Status4XX(e) | Typed::Status5XX(e)) => {
                (e.code, [e.error_message, e.msg, e.error_data])
            }
            _ => {
                let text = format!("HTTP {}: {}", response.status, response.content);
                return Err(Failure::Blocked(text));
            }
        },
        Err(error) => return Err(Failure::Unknown(error)),
    };
    let message = texts.into_iter().flatten().next().unwrap_or_default();
    Err(Failure::Rejected { code, message })
}
