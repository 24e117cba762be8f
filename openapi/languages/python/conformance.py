"""Runs the signing vectors through the hook, the notifications through the receiver, and the scenarios through the client."""

import base64
import json
import os
from dataclasses import replace

from binance_pay import (
    ApiClient,
    ApiException,
    AuthorizationApi,
    AuthorizationNotification,
    CertificateApi,
    Configuration,
    CreateAuthorizationRequest,
    ErrorResponse,
    QueryAuthorizationsRequest,
)
from binance_pay_notification import AuthorizationEvent, InvalidNotification, Notification, verify_notification
from binance_pay_signing import sign_requests, signature


def wrong_vectors(vectors):
    return [
        v["name"]
        for v in vectors
        if v["signature"]
        != signature(v["secretKey"], v["timestamp"], v["nonce"], base64.b64decode(v["bodyBase64"]))
    ]


def wrong_notifications(document):
    keys = {key["certSerial"]: key["certPublic"] for key in document["keys"] if key["published"]}
    return [v["name"] for v in document["vectors"] if received(v, keys) != expected(v["event"])]


def received(vector, keys):
    body = base64.b64decode(vector["bodyBase64"])
    try:
        notification = verify_notification(vector["headers"], body, keys.get, vector["now"])
    except InvalidNotification:
        return None
    # The generated model keeps all digits, too.
    if notification.authorization and "bizIdStr" in vector["body"]:
        return replace(notification, biz_id=str(AuthorizationNotification.from_json(body).biz_id))
    return notification


def expected(event):
    if event is None:
        return None
    a = event["authorization"]
    return Notification(
        event["bizType"],
        event["bizId"],
        event["bizStatus"],
        event["data"],
        a
        and AuthorizationEvent(
            a["authorizationId"], a["authorizationToken"], a["merchantId"], a["merchantName"], a["scopes"]
        ),
    )


OPERATIONS = {
    "createAuthorization": lambda client, request: AuthorizationApi(client).create_authorization(
        CreateAuthorizationRequest.from_dict(request), _request_timeout=10.0
    ),
    "queryScopes": lambda client, request: AuthorizationApi(client).query_scopes(request, _request_timeout=10.0),
    "queryAuthorizations": lambda client, request: AuthorizationApi(client).query_authorizations(
        QueryAuthorizationsRequest.from_dict(request), _request_timeout=10.0
    ),
    "queryCertificates": lambda client, request: CertificateApi(client).query_certificates(
        request, _request_timeout=10.0
    ),
    "requestWithoutBody": lambda client, request: without_body(client.rest_client.pool_manager),
}


def without_body(pool):
    url = os.environ["BINANCE_PAY_BASE_URL"] + "/binancepay/openapi/certificates"
    response = pool.urlopen("POST", url, headers={"Content-Type": "application/json"})
    return ErrorResponse.from_json(response.data.decode())


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
        return {"outcome": "success", "data": json.loads(response.to_json())["data"]}
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
with open(os.environ["NOTIFICATION_VECTORS"], encoding="utf-8") as file:
    document = json.load(file)
print(json.dumps({"notifications": len(document["vectors"]), "wrong": wrong_notifications(document)}))
with open(os.environ["SCENARIOS"], encoding="utf-8") as file:
    scenarios = json.load(file)
for scenario in scenarios:
    print(json.dumps({"scenario": scenario["name"], **outcome(scenario)}), flush=True)
