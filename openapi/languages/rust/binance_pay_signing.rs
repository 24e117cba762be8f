//! Signs every request of the generated client. Copy this file, and from Cargo.toml the
//! crates that it needs.

use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use http::Extensions;
use rand::distr::{Alphanumeric, SampleString};
use reqwest::{Body, Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use sha2::Sha512;

/// Upper-case hex of HMAC-SHA512 over three lines, each with a line feed at its end.
pub fn signature(secret_key: &str, timestamp: &str, nonce: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha512>::new_from_slice(secret_key.as_bytes())
        .expect("HMAC takes keys of any length");
    for line in [timestamp.as_bytes(), nonce.as_bytes(), body] {
        mac.update(line);
        mac.update(b"\n");
    }
    let code = mac.finalize().into_bytes();
    code.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// No `Debug`, so that no log contains the secret key.
pub struct BinancePaySigning {
    pub api_key: String,
    pub secret_key: String,
}

#[async_trait::async_trait]
impl Middleware for BinancePaySigning {
    async fn handle(
        &self,
        mut request: Request,
        state: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        // The request is complete: these bytes are sent. A stream cannot be signed, so it is an
        // error.
        let body = request.body().map_or(Some(&[][..]), Body::as_bytes);
        let body = body.ok_or_else(|| Error::middleware(io::Error::other("a stream to sign")))?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let timestamp = now.map_err(Error::middleware)?.as_millis().to_string();
        let nonce = Alphanumeric.sample_string(&mut rand::rng(), 32);
        let signature = signature(&self.secret_key, &timestamp, &nonce, body);
        for (name, value) in [
            ("BinancePay-Timestamp", &timestamp),
            ("BinancePay-Nonce", &nonce),
            ("BinancePay-Certificate-SN", &self.api_key),
            ("BinancePay-Signature", &signature),
        ] {
            let value = value.parse().map_err(Error::middleware)?;
            request.headers_mut().insert(name, value);
        }
        next.run(request, state).await
    }
}
