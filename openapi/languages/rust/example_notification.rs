//! Receiver of notifications in a web application.

use binance_pay_client::apis::certificate_api::query_certificates;
use binance_pay_client::apis::configuration::Configuration;
use binance_pay_kit::{client, data, verify_notification, BinancePaySigning};
use std::collections::HashMap;
use std::env;
use std::time::{Duration, Instant, SystemTime};

/// Caches the keys for an hour. Queries again for an unknown serial, at most once a minute. Behind a `tokio::sync::Mutex` it serves all deliveries.
struct PublicKeys {
    client: Configuration,
    keys: HashMap<String, String>,
    asked: Option<Instant>,
}

impl PublicKeys {
    async fn get(&mut self, serial: &str) -> Option<String> {
        let age = self.asked.map_or(Duration::MAX, |asked| asked.elapsed());
        let known = self.keys.contains_key(serial);
        if age.as_secs() >= 3600 || !known && age.as_secs() >= 60 {
            self.asked = Some(Instant::now());
            match data(query_certificates(&self.client, serde_json::json!({})).await) {
                Ok(list) => {
                    let entry = |each: binance_pay_client::models::Certificate| {
                        (each.cert_serial.to_ascii_uppercase(), each.cert_public)
                    };
                    self.keys = list.into_iter().map(entry).collect();
                }
                Err(failure) => eprintln!("No new keys: {failure:?}"),
            }
        }
        self.keys.get(serial).cloned()
    }
}

/// Returns the HTTP status and the body of the response. The provider retries after any status but 200.
async fn receive(
    headers: &http::HeaderMap,
    body: &[u8],
    keys: &mut PublicKeys,
) -> (u16, &'static str) {
    let header = |name: &str| headers.get(name)?.to_str().ok();
    let public_key = async |serial: &str| keys.get(serial).await;
    match verify_notification(header, body, public_key, SystemTime::now()).await {
        Ok(notification) => {
            let status = notification.biz_status.as_str();
            if let (Some(agreed), "SUBMIT_AUTH_AGREE") = (notification.authorization, status) {
                // The same event may arrive again: process it idempotently.
                println!("Agreed: {}", agreed.authorization_id);
            }
            (200, r#"{"returnCode":"SUCCESS","returnMessage":null}"#)
        }
        Err(_) => (400, ""),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), env::VarError> {
    let signing = BinancePaySigning {
        api_key: env::var("BINANCE_PAY_API_KEY")?,
        secret_key: env::var("BINANCE_PAY_SECRET_KEY")?,
    };
    let mut keys = PublicKeys {
        client: client(env::var("BINANCE_PAY_BASE_URL")?, signing),
        keys: HashMap::new(),
        asked: None,
    };
    // A framework calls this with the headers and the body.
    let (status, _) = receive(&http::HeaderMap::new(), b"{}", &mut keys).await;
    println!("HTTP {status}");
    Ok(())
}
