//! Creates an authorization and handles a rejection.

use binance_pay_client::apis::authorization_api::create_authorization;
use binance_pay_client::models::CreateAuthorizationRequest;
use binance_pay_kit::{client, data, BinancePaySigning, Failure};
use std::env;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), env::VarError> {
    let signing = BinancePaySigning {
        api_key: env::var("BINANCE_PAY_API_KEY")?,
        secret_key: env::var("BINANCE_PAY_SECRET_KEY")?,
    };
    let client = client(env::var("BINANCE_PAY_BASE_URL")?, signing);
    let scopes = ["CONVERT", "CHECKOUT"].map(String::from).to_vec();
    let addresses = vec!["192.168.1.1".to_owned()];
    let request = CreateAuthorizationRequest::new("merchant1".to_owned(), scopes, addresses);

    match data(create_authorization(&client, request).await) {
        Ok(created) => println!("Send the merchant to {}", created.redirect_url),
        Err(Failure::Rejected { code, message }) => println!("Rejected, {code}: {message}"),
        Err(Failure::Blocked(text)) => println!("No response of the provider, {text}"),
        Err(Failure::Unknown(error)) => println!("Do not just repeat it, {error}"),
    }
    Ok(())
}
