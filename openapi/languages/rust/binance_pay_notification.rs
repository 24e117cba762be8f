//! Verifies and parses a notification. Copy this file, and from Cargo.toml the crates that it
//! needs: Rust has no RSA of its own.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::{prelude::BASE64_STANDARD, Engine};
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::{pkcs8::DecodePublicKey, signature::Verifier, PublicKey};
use serde::{de::Error, Deserialize, Deserializer, Serialize};
use serde_json::Value;
use sha2::Sha256;

/// Time window. The provider documents none.
const WINDOW: Duration = Duration::from_secs(600);

/// The notification is not from the provider, or malformed: ignore it, and do not respond with
/// SUCCESS.
#[derive(Debug)]
pub struct InvalidNotification(&'static str);

impl fmt::Display for InvalidNotification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid notification: {}", self.0)
    }
}

impl std::error::Error for InvalidNotification {}

/// No `Debug`, so that no log contains the token.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    pub biz_type: String,
    /// Empty if another kind has none.
    #[serde(default, deserialize_with = "id")]
    pub biz_id: String,
    pub biz_status: String,
    /// Raw data, which may contain a token; none if it is not a string.
    #[serde(default, deserialize_with = "text")]
    pub data: Option<String>,
    /// For the bizType TECH_PROVIDER.
    #[serde(skip_deserializing)]
    pub authorization: Option<AuthorizationEvent>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizationEvent {
    pub authorization_id: String,
    /// A secret. It is present after a rejection, too: it does not prove consent.
    pub authorization_token: String,
    #[serde(deserialize_with = "id")]
    pub merchant_id: String,
    pub merchant_name: String,
    pub scopes: Option<Vec<String>>,
}

/// Returns the verified notification. `header` finds a value whatever the case of the
/// name, as `HeaderMap::get` does; `body` is the raw bytes; `public_key` returns the PEM
/// text of a serial in upper case, none for one that the provider does not list.
pub async fn verify_notification<'a>(
    header: impl Fn(&str) -> Option<&'a str>,
    body: &[u8],
    public_key: impl AsyncFnOnce(&str) -> Option<String>,
    now: SystemTime,
) -> Result<Notification, InvalidNotification> {
    let required = |name| header(name).ok_or(InvalidNotification("a header is missing"));
    let timestamp = required("BinancePay-Timestamp")?;
    let nonce = required("BinancePay-Nonce")?;
    let serial = required("BinancePay-Certificate-SN")?;
    let signature = required("BinancePay-Signature")?;

    let millis: Option<u64> = timestamp.parse().ok();
    let sent = millis.and_then(|millis| UNIX_EPOCH.checked_add(Duration::from_millis(millis)));
    let sent = sent.ok_or(InvalidNotification("the timestamp is not one"))?;
    let age = now.duration_since(sent).unwrap_or_else(|e| e.duration());
    if age > WINDOW {
        return Err(InvalidNotification("timestamp outside of the window"));
    }
    let pem = public_key(&serial.to_ascii_uppercase()).await;
    let pem = pem.ok_or(InvalidNotification("unknown certificate serial"))?;
    // The final line feed is part of the payload.
    let payload = [timestamp.as_bytes(), b"\n", nonce.as_bytes(), b"\n", body, b"\n"].concat();
    if !is_signed(&pem, &payload, signature) {
        return Err(InvalidNotification("wrong signature"));
    }
    // The body is verified: parse it now. The causes may quote the token.
    let unreadable = |_| InvalidNotification("signed, but not readable as a notification");
    let mut notification: Notification = serde_json::from_slice(body).map_err(unreadable)?;
    if notification.biz_type == "TECH_PROVIDER" {
        if notification.biz_id.is_empty() {
            return Err(InvalidNotification("signed, but without bizId"));
        }
        // JSON text.
        let data = notification.data.as_deref().unwrap_or_default();
        notification.authorization = Some(serde_json::from_str(data).map_err(unreadable)?);
    }
    Ok(notification)
}

fn is_signed(pem: &str, payload: &[u8], signature: &str) -> bool {
    // White space in the signature is ignored.
    let base64: String = signature.split_ascii_whitespace().collect();
    let (Ok(key), Ok(signature)) = (
        PublicKey::from_public_key_pem(pem),
        BASE64_STANDARD.decode(base64),
    ) else {
        return false;
    };
    Signature::try_from(signature.as_slice())
        .is_ok_and(|signature| VerifyingKey::<Sha256>::new(key).verify(payload, &signature).is_ok())
}

/// Digits of a number, complete with serde_json's `arbitrary_precision`, or a string. A merchant's
/// id is a string in the calls.
fn id<'de, D: Deserializer<'de>>(json: D) -> Result<String, D::Error> {
    match Value::deserialize(json)? {
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) => Ok(text),
        _ => Err(D::Error::custom("no id")),
    }
}

fn text<'de, D: Deserializer<'de>>(json: D) -> Result<Option<String>, D::Error> {
    Ok(Value::deserialize(json)?.as_str().map(str::to_owned))
}
