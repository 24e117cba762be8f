"""Creates an authorization, and says why if it is rejected."""

import os

from binance_pay import ApiClient, ApiException, AuthorizationApi, Configuration, CreateAuthorizationRequest
from binance_pay_signing import sign_requests

client = ApiClient(Configuration(host=os.environ["BINANCE_PAY_BASE_URL"]))
sign_requests(client, os.environ["BINANCE_PAY_API_KEY"], os.environ["BINANCE_PAY_SECRET_KEY"])

request = CreateAuthorizationRequest(
    merchant_id="merchant1", scopes=["CONVERT", "CHECKOUT"], ip_whitelist=["192.168.1.1", "192.168.1.2"]
)
try:
    answer = AuthorizationApi(client).create_authorization(request, _request_timeout=10.0)
except ApiException as e:
    # e.data is None if the response was not the provider's envelope, such as a page with HTTP 403.
    answer = e.data
    if answer is None:
        raise
if answer.status == "SUCCESS" and answer.code == "000000":
    print("Bring the merchant to", answer.data.redirect_url)
else:
    print("Rejected:", answer.code, answer.error_message or answer.msg or answer.error_data)
