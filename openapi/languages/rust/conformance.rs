//! Runs the signing vectors, the notifications and the scenarios; prints one JSON object per line.

use base64::{prelude::BASE64_STANDARD, Engine};
use binance_pay_client::apis::authorization_api::*;
use binance_pay_client::apis::certificate_api::query_certificates;
use binance_pay_client::models::{AuthorizationNotification, ErrorResponse};
use binance_pay_kit::{client, data, signature, verify_notification, BinancePaySigning, Failure};
use serde::Serialize;
use serde_json::{json, Value};
use std::time::{Duration, UNIX_EPOCH};
use std::{env, error::Error, fs};

fn load(variable: &str) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_slice(&fs::read(env::var(variable)?)?)?)
}

fn report<T: Serialize>(result: Result<T, Failure>) -> Value {
    match result {
        Ok(data) => json!({"outcome": "success", "data": data}),
        Err(Failure::Rejected { code, message }) => {
            json!({"outcome": "rejected", "code": code, "message": message})
        }
        Err(Failure::Blocked(text)) => {
            json!({"outcome": "rejected", "code": null, "message": text})
        }
        Err(Failure::Unknown(error)) => json!({"outcome": "failed", "message": error.to_string()}),
    }
}

/// Format of the vector's event.
async fn received(vector: &Value, keys: &Value) -> Result<Value, Box<dyn Error>> {
    let headers = vector["headers"].as_object().ok_or("no headers")?;
    let header = |name: &str| {
        let mut found = headers.iter().filter(|each| each.0.eq_ignore_ascii_case(name));
        found.next()?.1.as_str()
    };
    let public_key = async |serial: &str| {
        let mut published = keys.as_array()?.iter().filter(|key| key["published"] == true);
        let key = published.find(|key| key["certSerial"] == serial)?;
        key["certPublic"].as_str().map(str::to_owned)
    };
    let body = BASE64_STANDARD.decode(vector["bodyBase64"].as_str().ok_or("no body")?)?;
    let now = UNIX_EPOCH + Duration::from_millis(vector["now"].as_u64().ok_or("no time")?);
    let Ok(notification) = verify_notification(header, &body, public_key, now).await else {
        return Ok(Value::Null);
    };
    let mut event = serde_json::to_value(&notification)?;
    let text = vector["body"].as_str().unwrap_or_default();
    if notification.authorization.is_some() && text.contains("bizIdStr") {
        // The generated model keeps all digits, too.
        let model: AuthorizationNotification = serde_json::from_str(text)?;
        event["bizId"] = model.biz_id.to_string().into();
    }
    Ok(event)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let vectors = load("VECTORS")?;
    let vectors = vectors["vectors"].as_array().ok_or("no vectors")?;
    let mut wrong = vec![];
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().expect("a text");
        let body = BASE64_STANDARD.decode(text("bodyBase64"))?;
        let signature = signature(text("secretKey"), text("timestamp"), text("nonce"), &body);
        if signature != text("signature") {
            wrong.push(text("name"));
        }
    }
    println!("{}", json!({"vectors": vectors.len(), "wrong": wrong}));

    let document = load("NOTIFICATION_VECTORS")?;
    let vectors = document["vectors"].as_array().ok_or("no vectors")?;
    let mut wrong = vec![];
    for vector in vectors {
        if received(vector, &document["keys"]).await? != vector["event"] {
            wrong.push(&vector["name"]);
        }
    }
    println!("{}", json!({"notifications": vectors.len(), "wrong": wrong}));

    for scenario in load("SCENARIOS")?.as_array().ok_or("no scenarios")? {
        let signing = BinancePaySigning {
            api_key: env::var("BINANCE_PAY_API_KEY")?,
            secret_key: match &scenario["secretKey"] {
                Value::String(other) => other.clone(),
                _ => env::var("BINANCE_PAY_SECRET_KEY")?,
            },
        };
        let client = client(env::var("BINANCE_PAY_BASE_URL")?, signing);
        let request = scenario["request"].clone();
        let mut line = match scenario["operation"].as_str() {
            Some("createAuthorization") => {
                let request = serde_json::from_value(request)?;
                report(data(create_authorization(&client, request).await))
            }
            Some("queryScopes") => report(data(query_scopes(&client, request).await)),
            Some("queryAuthorizations") => {
                let request = serde_json::from_value(request)?;
                report(data(query_authorizations(&client, request).await))
            }
            Some("queryCertificates") => report(data(query_certificates(&client, request).await)),
            Some("requestWithoutBody") => {
                let url = format!("{}/binancepay/openapi/certificates", client.base_path);
                let request = client.client.post(url).header("Content-Type", "application/json");
                let text = request.send().await?.text().await?;
                let response: ErrorResponse = serde_json::from_str(&text)?;
                json!({"outcome": "rejected", "code": response.code, "message": response.error_message})
            }
            _ => json!({"outcome": "missing"}),
        };
        line["scenario"] = scenario["name"].clone();
        println!("{line}");
    }
    Ok(())
}
