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


def create_authorization(client, request):
    model = CreateAuthorizationRequest.from_dict(request)
    return AuthorizationApi(client).create_authorization(model, _request_timeout=10.0)


OPERATIONS = {"createAuthorization": create_authorization}


def call(scenario):
    operation = OPERATIONS.get(scenario["operation"])
    if operation is None:
        return {"outcome": "missing"}
    client = ApiClient(Configuration(host=os.environ["BINANCE_PAY_BASE_URL"]))
    secret_key = scenario["secretKey"] or os.environ["BINANCE_PAY_SECRET_KEY"]
    sign_requests(client, os.environ["BINANCE_PAY_API_KEY"], secret_key)
    try:
        response = operation(client, scenario["request"])
    except ApiException as e:
        if e.data is None:
            return {"outcome": "rejected", "code": None, "message": str(e)}
        response = e.data
    if response.status == "SUCCESS" and response.code == "000000":
        return {"outcome": "success", "data": json.loads(response.data.to_json())}
    message = response.error_message or response.msg or response.error_data
    return {"outcome": "rejected", "code": response.code, "message": message}


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
