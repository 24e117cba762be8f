//! The generated client with signing, and its responses as data or a failure.

mod binance_pay_notification;
mod binance_pay_signing;

use binance_pay_client::apis::configuration::Configuration;
use binance_pay_client::apis::Error;
use binance_pay_client::models::*;
pub use binance_pay_notification::{
    verify_notification, AuthorizationEvent, InvalidNotification, Notification,
};
pub use binance_pay_signing::{signature, BinancePaySigning};
use std::fmt::Debug;

#[derive(Debug)]
pub enum Failure {
    /// The provider rejected the request; the code is the reason.
    Rejected { code: String, message: String },
    /// A failure without the provider's envelope: HTTP status and body.
    Blocked(String),
    /// No readable response: the outcome is unknown.
    Unknown(Box<dyn std::error::Error>),
}

pub fn client(base_url: String, signing: BinancePaySigning) -> Configuration {
    // A redirect would send the signature to another host.
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

/// Returns the data of a call's envelope. The envelope decides, not the HTTP status: a failure may also have
/// HTTP 200.
pub fn data<E: Envelope, T: Debug + 'static>(
    outcome: Result<E, Error<T>>,
) -> Result<E::Data, Failure> {
    match outcome {
        Ok(envelope) => envelope.data(),
        // The generated error type is not needed: the text is parsed here.
        Err(Error::ResponseError(response)) => {
            match serde_json::from_str::<ErrorResponse>(&response.content) {
                Ok(e) => Err(rejected(e.code, [e.error_message, e.msg, e.error_data])),
                Err(_) => {
                    let text = format!("HTTP {}: {}", response.status, response.content);
                    Err(Failure::Blocked(text))
                }
            }
        }
        Err(error) => Err(Failure::Unknown(error.into())),
    }
}

fn rejected(code: String, texts: [Option<String>; 3]) -> Failure {
    let message = texts.into_iter().flatten().next().unwrap_or_default();
    Failure::Rejected { code, message }
}

/// Common fields of the envelopes.
pub trait Envelope {
    type Data;
    fn data(self) -> Result<Self::Data, Failure>;
}

macro_rules! envelope {
    ($response:ty, $data:ty) => {
        impl Envelope for $response {
            type Data = $data;
            fn data(self) -> Result<$data, Failure> {
                match self.data {
                    Some(data) if self.status == "SUCCESS" && self.code == "000000" => Ok(data),
                    _ => Err(rejected(self.code, [self.error_message, self.msg, self.error_data])),
                }
            }
        }
    };
}

envelope!(CreateAuthorizationResponse, Box<Authorization>);
envelope!(QueryScopesResponse, Box<AllowedScopes>);
envelope!(QueryAuthorizationsResponse, Box<AuthorizationPage>);
envelope!(QueryCertificatesResponse, Vec<Certificate>);
