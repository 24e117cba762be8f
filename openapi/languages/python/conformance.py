"""Runs the signing vectors through the hook, and the scenarios through the generated client."""

import base64
import json
import os

from binance_pay import ApiClient, ApiException, AuthorizationApi, Configuration, CreateAuthorizationRequest
from binance_pay_signing import sign_requests, signature


def wrong_vectors(vectors):
    return [
        v["name"]
        for v in vectors
        if v["signature"]
        != signature(v["secretKey"], v["timestamp"], v["nonce"], base64.b64decode(v["bodyBase64"]))
    ]


def call(scenario):
    client = ApiClient(Configuration(host=os.environ["BINANCE_PAY_BASE_URL"]))
    secret_key = scenario["secretKey"] or os.environ["BINANCE_PAY_SECRET_KEY"]
    sign_requests(client, os.environ["BINANCE_PAY_API_KEY"], secret_key)
    request = CreateAuthorizationRequest(
        merchant_id=scenario["merchantId"],
        scopes=["CONVERT", "CHECKOUT"],
        ip_whitelist=["192.168.1.1", "192.168.1.2"],
    )
    try:
        answer = AuthorizationApi(client).create_authorization(request, _request_timeout=10.0)
    except ApiException as e:
        if e.data is None:
            return {"outcome": "rejected", "code": None, "message": str(e)}
        answer = e.data
    if answer.status == "SUCCESS" and answer.code == "000000":
        return {
            "outcome": "created",
            "merchantId": answer.data.merchant_id,
            "merchantName": answer.data.merchant_name,
            "redirectUrl": answer.data.redirect_url,
        }
    message = answer.error_message or answer.msg or answer.error_data
    return {"outcome": "rejected", "code": answer.code, "message": message}


def outcome(scenario):
    try:
        return call(scenario)
    except Exception as e:
        return {"outcome": "failed", "message": f"{type(e).__name__}: {e}"}


with open(os.environ["VECTORS"], encoding="utf-8") as file:
    vectors = json.load(file)["vectors"]
print(json.dumps({"vectors": len(vectors), "wrong": wrong_vectors(vectors)}))
with open(os.environ["SCENARIOS"], encoding="utf-8") as file:
    scenarios = json.load(file)
for scenario in scenarios:
    print(json.dumps({"scenario": scenario["name"], **outcome(scenario)}), flush=True)
