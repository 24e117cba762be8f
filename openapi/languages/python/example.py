"""Creates an authorization and handles a rejection."""

import os

from binance_pay import ApiClient, ApiException, AuthorizationApi, Configuration, CreateAuthorizationRequest
from binance_pay_signing import sign_requests

client = ApiClient(Configuration(host=os.environ["BINANCE_PAY_BASE_URL"]))
sign_requests(client, os.environ["BINANCE_PAY_API_KEY"], os.environ["BINANCE_PAY_SECRET_KEY"])

request = CreateAuthorizationRequest(
    merchant_id="merchant1", scopes=["CONVERT", "CHECKOUT"], ip_whitelist=["192.168.1.1", "192.168.1.2"]
)
try:
    response = AuthorizationApi(client).create_authorization(request, _request_timeout=10.0)
except ApiException as e:
    # e.data is None without the provider's envelope, for example for an HTML page with HTTP 403.
    response = e.data
    if response is None:
        raise
if response.status == "SUCCESS" and response.code == "000000":
    print("Bring the merchant to", response.data.redirect_url)
else:
    print("Rejected:", response.code, response.error_message or response.msg or response.error_data)
