"""Verifies and parses a notification. Copy this file; it needs `cryptography`, since Python has no RSA of its own."""

import base64
import json
import re
import time
from dataclasses import dataclass, field
from typing import Callable, Mapping, Optional

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

# Time window. The provider documents none.
WINDOW_MS = 600_000


class InvalidNotification(Exception):
    """The notification is not from the provider, or malformed. Ignore it, and do not respond with SUCCESS."""


@dataclass(frozen=True)
class AuthorizationEvent:
    authorization_id: str
    # A secret. It is present after a rejection, too: it does not prove consent.
    authorization_token: str = field(repr=False)
    merchant_id: str
    merchant_name: str
    scopes: Optional[list]


@dataclass(frozen=True)
class Notification:
    biz_type: str
    biz_id: str
    biz_status: str
    # Raw data, which may contain a token; None if it is not a string.
    data: Optional[str] = field(repr=False)
    # For the bizType TECH_PROVIDER.
    authorization: Optional[AuthorizationEvent]


def verify_notification(
    headers: Mapping[str, str],
    body: bytes,
    public_key: Callable[[str], Optional[str]],
    now_ms: Optional[int] = None,
) -> Notification:
    """Returns the verified notification, otherwise raises InvalidNotification.

    body: the raw bytes, before any framework parses them.
    public_key: returns the PEM text of a serial in upper case, None for one that the provider does not list.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    try:
        serial, nonce, timestamp, signature = (
            sent[f"binancepay-{name}"] for name in ("certificate-sn", "nonce", "timestamp", "signature")
        )
    except KeyError as e:
        raise InvalidNotification(f"no header {e}") from None
    now_ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    if not re.fullmatch("[0-9]{1,18}", timestamp) or abs(now_ms - int(timestamp)) > WINDOW_MS:
        raise InvalidNotification("timestamp outside of the window")
    pem = public_key(serial.upper())
    if pem is None:
        raise InvalidNotification("unknown certificate serial")
    try:
        # The final line feed is part of the payload. White space in the signature is ignored.
        payload = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
        decoded = base64.b64decode("".join(signature.split()), validate=True)
        load_pem_public_key(pem.encode()).verify(decoded, payload, PKCS1v15(), SHA256())
    except (InvalidSignature, TypeError, ValueError):
        raise InvalidNotification("wrong signature") from None
    # The body is verified: parse it now.
    try:
        return _read(_json(body.decode()))
    except (KeyError, TypeError, ValueError, RecursionError):
        # No cause, since it may quote the token.
        raise InvalidNotification("signed, but not readable as a notification") from None


def _read(event: dict) -> Notification:
    data = event["data"] if isinstance(event.get("data"), str) else None
    authorization = None
    if event["bizType"] == "TECH_PROVIDER":
        # JSON text.
        a = _json(data)
        authorization = AuthorizationEvent(
            _text(a["authorizationId"]),
            _text(a["authorizationToken"]),
            _text(a["merchantId"]),
            _text(a["merchantName"]),
            a.get("scopes"),
        )
    # Other kinds may have no bizId.
    biz_id = event["bizId"] if authorization else event.get("bizId", "")
    return Notification(_text(event["bizType"]), _text(biz_id), _text(event["bizStatus"]), data, authorization)


def _json(text: str) -> dict:
    # Ids are numbers of any length: as strings they keep every digit.
    return json.loads(text, parse_int=str, parse_float=str)


def _text(value) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
