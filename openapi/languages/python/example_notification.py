"""Receiver of notifications in a web application, with a cache of the provider's keys."""

import json
import os
import threading
import time

from binance_pay import ApiClient, CertificateApi, Configuration
from binance_pay_notification import InvalidNotification, verify_notification
from binance_pay_signing import sign_requests


class PublicKeys:
    """Caches the keys for an hour. Queries again for an unknown serial, at most once a minute."""

    def __init__(self, client):
        self._client = client
        self._lock = threading.Lock()
        self._keys = {}
        self._asked = float("-inf")

    def __call__(self, serial):
        with self._lock:
            age = time.monotonic() - self._asked
            if age >= 3600 or serial not in self._keys and age >= 60:
                self._asked = time.monotonic()
                response = CertificateApi(self._client).query_certificates({}, _request_timeout=10.0)
                if response.status == "SUCCESS" and response.code == "000000":
                    self._keys = {each.cert_serial.upper(): each.cert_public for each in response.data}
            return self._keys.get(serial)


def receive(headers, body, public_keys):
    """Returns the HTTP status and the body of the response. Any other exception is a 500, and the provider retries."""
    try:
        notification = verify_notification(headers, body, public_keys)
    except InvalidNotification as e:
        return 400, json.dumps({"returnCode": "FAIL", "returnMessage": str(e)})
    if notification.authorization and notification.biz_status == "SUBMIT_AUTH_AGREE":
        # The same event may arrive again: process it idempotently.
        print("Agreed:", notification.authorization.authorization_id)
    return 200, json.dumps({"returnCode": "SUCCESS", "returnMessage": None})


if __name__ == "__main__":
    client = ApiClient(Configuration(host=os.environ["BINANCE_PAY_BASE_URL"]))
    sign_requests(client, os.environ["BINANCE_PAY_API_KEY"], os.environ["BINANCE_PAY_SECRET_KEY"])
    public_keys = PublicKeys(client)
    print("No key:", public_keys("0" * 32) is None)
    # A framework calls this with the headers and the body.
    print(receive({}, b"{}", public_keys))
