"""Signs the requests of the generated client. Copy this file; it needs the standard library only."""

import hashlib
import hmac
import secrets
import string
import time


def signature(secret_key: str, timestamp: str, nonce: str, body: bytes) -> str:
    payload = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
    return hmac.new(secret_key.encode(), payload, hashlib.sha512).hexdigest().upper()


def sign_requests(api_client, api_key: str, secret_key: str) -> None:
    """Call it once for each ApiClient. It wraps the function that gets the final body."""
    pool = api_client.rest_client.pool_manager
    send = pool.urlopen

    def sign_and_send(method, url, *, body=None, headers=None, **options):
        body = (body or "").encode()
        timestamp = str(time.time_ns() // 1_000_000)
        nonce = "".join(secrets.choice(string.ascii_letters) for _ in range(32))
        signed = {
            "BinancePay-Timestamp": timestamp,
            "BinancePay-Nonce": nonce,
            "BinancePay-Certificate-SN": api_key,
            "BinancePay-Signature": signature(secret_key, timestamp, nonce, body),
        }
        # A retry may create a second authorization, and a redirect would send the signature to another host.
        options.update(retries=False, redirect=False)
        return send(method, url, body=body, headers={**(headers or {}), **signed}, **options)

    pool.urlopen = sign_and_send
