//! Runs the signing vectors and the scenarios through the generated client; prints one JSON object
//! a line.

use base64::{prelude::BASE64_STANDARD, Engine};
use binance_pay_client::apis::authorization_api::create_authorization;
use binance_pay_kit::{authorization, client, signature, BinancePaySigning, Failure};
use serde::Serialize;
use serde_json::{json, Value};
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
                report(authorization(create_authorization(&client, request).await))
            }
            _ => json!({"outcome": "missing"}),
        };
        line["scenario"] = scenario["name"].clone();
        println!("{line}");
    }
    Ok(())
}
