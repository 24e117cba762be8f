#!/usr/bin/env python3
"""Computes notification-vectors.json, with Python's standard library, without code of this project.

    python3 openapi/notification-vectors.py           writes the file
    python3 openapi/notification-vectors.py --check   compares the file with the computed vectors

One vector with openssl, where key.pem is the certPublic of the key with the vector's serial:

    printf '%s' "$signature" | base64 -d > signature.bin
    printf '%s\\n%s\\n%s\\n' "$timestamp" "$nonce" "$body" |
      openssl dgst -sha256 -verify key.pem -signature signature.bin
"""
import base64
import hashlib
import hmac
import json
import pathlib
import sys

FILE = pathlib.Path(__file__).with_name("notification-vectors.json")
OWN = "computed by notification-vectors.py"
FAQ = "the provider's FAQ page; key and signature were published with it and are not ours"
SERIAL = "BinancePay-Certificate-SN"
NONCE = "BinancePay-Nonce"
TIMESTAMP = "BinancePay-Timestamp"
SIGNATURE = "BinancePay-Signature"
HEADERS = [SERIAL, NONCE, TIMESTAMP, SIGNATURE]
SENT = 1761955200000
SENT_NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"
# A real delivery carried a time 30 s before its arrival.
DELAY = 30_000
WINDOW = 600_000
EXPONENT = 65537


# DER of two kinds of keys.


def tlv(tag, content):
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + content


def integer(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def sequence(*parts):
    return tlv(48, b"".join(parts))


RSA_ENCRYPTION = sequence(bytes.fromhex("06092a864886f70d010101"), tlv(5, b""))


def pem(label, der):
    text = base64.b64encode(der).decode("ascii")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])


class Key:
    """RSA key of two primes, or of a modulus alone, which cannot sign."""

    def __init__(self, name, published, primes=None, modulus=None):
        self.name = name
        self.published = published
        self.primes = [int(prime.replace(" ", ""), 16) for prime in primes or []]
        self.modulus = modulus or self.primes[0] * self.primes[1]
        self.bits = self.modulus.bit_length()
        self.size = (self.bits + 7) // 8
        numbers = sequence(integer(self.modulus), integer(EXPONENT))
        self.public = pem("PUBLIC KEY", sequence(RSA_ENCRYPTION, tlv(3, b"\0" + numbers)))
        self.serial = hashlib.md5(self.public.encode("ascii")).hexdigest().upper()

    def exponent(self):
        p, q = self.primes
        return pow(EXPONENT, -1, (p - 1) * (q - 1))

    def private(self):
        p, q = self.primes
        d = self.exponent()
        numbers = [0, self.modulus, EXPONENT, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p)]
        inner = sequence(*(integer(number) for number in numbers))
        return pem("PRIVATE KEY", sequence(integer(0), RSA_ENCRYPTION, tlv(4, inner)))

    def raw(self, encoded):
        number = pow(int.from_bytes(encoded, "big"), self.exponent(), self.modulus)
        return number.to_bytes(self.size, "big")

    def as_json(self):
        fields = {"name": self.name, "certSerial": self.serial, "certPublic": self.public}
        if self.primes:
            fields["privateKey"] = self.private()
        return {**fields, "bits": self.bits, "published": self.published}


DIGEST_INFOS = {
    "sha1": "3021300906052b0e03021a05000414",
    "sha256": "3031300d060960864801650304020105000420",
    "sha512": "3051300d060960864801650304020305000440",
}


def encode_pkcs1(size, data, digest="sha256"):
    info = bytes.fromhex(DIGEST_INFOS[digest]) + hashlib.new(digest, data).digest()
    return b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info


def pkcs1(key, data, digest="sha256"):
    return key.raw(encode_pkcs1(key.size, data, digest))


def sha256(data):
    return hashlib.sha256(data).digest()


def pss(key, data):
    salt = bytes(range(32))
    hashed = sha256(bytes(8) + sha256(data) + salt)
    block = bytes(key.size - 66) + b"\1" + salt
    mask = b"".join(sha256(hashed + bytes([0, 0, 0, i])) for i in range(key.size // 32))
    masked = bytes(a ^ b for a, b in zip(block, mask))
    return key.raw(bytes([masked[0] & 127]) + masked[1:] + hashed + b"\xbc")


FIRST = Key(
    "first",
    True,
    [
        "fe406f0bb7dfb919f54f3029579f98d6b145e0363d202a629b6af4b31d541c8e01eef5a771495d2f692a8d2474a64a2b"
        "8075dd980f3f6ea006e0ecbedececa2790fab2236ca9b660bcc92e543f19e1fa0946dae4a806bcda53cce160a79a25f4"
        "9f60387d07cd84beb5d08fc7fb495fc2c9f431a17a31d28a0a070850cf057ccb",
        "c26348f50b7a0f9909f432e7762c9b05b3ba85e9d0d2fa4a2a2e0352efd3327d11df984c7ba5c33ddb9eebc9c85e6b6b"
        "6f3aad10959ca378c8ccd546b0b7e056d678af4cba209a8ee7a6d2995c7b34e8f5ae952c12f6a02be3f69d47b06eec46"
        "716c236cfb19c4690016d5f3fda7fc4a073b928316ce5334cc5fcbb972b5f64f",
    ],
)
SECOND = Key(
    "second, after a rotation",
    True,
    [
        "ec7ecadcefdada9c05e2883dd0c22da933a7ad630e24a43affa1d145812a5b049589c8f42ecdee9c14bc8274a3b2c6ec"
        "22ddcb5fa03b2dfdfbb91db5e0b7efac72a40d2d7423fb047c0d1d565cdd978711c8371d69a42768fc1c677fadd0968a"
        "335f6516cf7c34758c6bf0cf7de59793342b4fdf8967b76ac4f7b9dac8ae3cef",
        "c9def2861c9ffc6c6385fbb31f8597151ce249d0627bd8b4faebbe66059b1b11952da2e46585e0002547cb4b4de1677d"
        "b061dfdaf3ed8dd62fbf4a6c67797cbe8b312f52432eff63d04ca53a7eb84a2e880b4c98576ef1ff412fb298ffac43a1"
        "c681bc01d48d2026122ea4d086d3f205fc0302c4481d25ae3ff20bbbbd9258ed",
    ],
)
UNPUBLISHED = Key(
    "unpublished",
    False,
    [
        "f5d6bdffb9cec5d77e20ec1e2700004d3ca624749bf697f54a7acce0d5861dfef9bedde8e534777e0cdc5dba1543b53d"
        "e652ec452d58da1436b3d8f801e20beb4fe042e519cd3bf66905073a9dd1804ec5cc4d395bb019b378e39eeb15ef545a"
        "4b6812f323ae0fda24b8ed4fdfe7698ef90594a10731ed2984984e83264ca665",
        "daeaf43da5701f9a79b81fdb577d463d7e9ea1a3103e215137d788dd57a2b84c3219fc198cac830e8d1474264d4bcfe8"
        "97cdcba67041e23761cf7243668155306aee022520077e20e7280892c3c20b32877374e5335c590e081c46578b728f71"
        "25ab2ccc6ebf2ada440c5b3f8748a291f8c119b2303ddecf72e8d49438565f0d",
    ],
)
SHORT = Key(
    "short",
    True,
    [
        "f99d0431d1e71e5dc956b85d8b2bf4a26cdc205b71adf372e2815ac3f824218ef1899eb734cb23fb2a18b0c6b9c5bf97"
        "a3df7e7f420b907ae088963353620a57",
        "ddbc3e033a90cfce7375f5fe381e28dff10f4f41649a6519501f4a6988c96b4df6feb6c4b81ac0dddb27944b183202c5"
        "952ae64cd11a76e141b18c7b22e38cab",
    ],
)
FAQ_KEY = Key(
    "of the FAQ",
    True,
    modulus=int(
        "9500c5d54cc22eb6d1dc3f592f4a4f55dfd4bb06a0db63e2c2f497f0333ca8b9ba377ddb2a05fe04981d4f7c152281c3"
        "8be5806a30a18413ac66570e925c24c7e09c1776a2782118977fbe9832de8f07474cceefea0a685a1851a4a93eaf24cd"
        "211f211bb52fcfdc547d654f9e68ebf29cb59b16f5d3cc8a1cb5933522f0eb0b",
        16,
    ),
)
KEYS = [FIRST, SECOND, UNPUBLISHED, SHORT, FAQ_KEY]


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


ID = "210462863998500864"
# The first exceeds 2^53, the second 2^63.
LONG_ID = "9007199254740993"
HUGE_ID = "29383937493038367292"


def authorization(**changes):
    """Content of data. Ellipsis removes a field."""
    fields = {
        "authorizationId": ID,
        "authorizationToken": "4f92a76767a948d8b5ab60abd8ca2e15",
        "merchantId": 1000135331248,
        "merchantName": "Test",
        "scopes": ["CONVERT"],
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not ...}


def event(status="SUBMIT_AUTH_AGREE", data=None, **changes):
    """Notification. Ellipsis removes a field."""
    fields = {
        "bizType": "TECH_PROVIDER",
        "data": compact(authorization()) if data is None else data,
        "bizIdStr": ID,
        "bizId": int(ID),
        "bizStatus": status,
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not ...}


def expected(body):
    """Parsed body: ids as strings, data unchanged."""
    parsed = json.loads(body)
    is_text = isinstance(parsed.get("data"), str)
    authorized = None
    if parsed["bizType"] == "TECH_PROVIDER":
        data = json.loads(parsed["data"])
        names = ["authorizationId", "authorizationToken", "merchantId", "merchantName"]
        authorized = {name: str(data[name]) for name in names}
        authorized["scopes"] = data.get("scopes")
    return {
        "bizType": parsed["bizType"],
        "bizId": str(parsed.get("bizId", "")),
        "bizStatus": parsed["bizStatus"],
        "data": parsed["data"] if is_text else None,
        "authorization": authorized,
    }


def payload(body, timestamp=SENT, nonce=SENT_NONCE):
    return b"\n".join([str(timestamp).encode("ascii"), nonce.encode("ascii"), body, b""])


def base64_of(data):
    return base64.b64encode(data).decode("ascii")


def sent(body=None, key=FIRST, timestamp=SENT, signature=None, names=str, **changes):
    """Headers of a delivery. Default: the sample's."""
    body = SAMPLE if body is None else body
    headers = {
        SERIAL: changes.get("serial", key.serial),
        NONCE: changes.get("nonce", SENT_NONCE),
        TIMESTAMP: changes.get("header_timestamp", str(timestamp)),
        SIGNATURE: base64_of(pkcs1(key, payload(body, timestamp))) if signature is None else signature,
    }
    missing = changes.get("missing")
    return {names(name): value for name, value in headers.items() if name != missing}


def vector(name, headers, body, why=None, now=SENT + DELAY, key=FIRST, origin=OWN):
    fields = {"name": name, "origin": origin, "now": now, "headers": headers}
    try:
        fields["body"] = body.decode("utf-8")
    except UnicodeDecodeError:
        pass  # bodyBase64 alone has it.
    fields["bodyBase64"] = base64_of(body)
    fields["accepted"] = why is None
    fields["why"] = why or "the signature is that of the key, over these bytes, within the window"
    if key.bits < 2048:
        fields["shortKey"] = True
    fields["event"] = expected(body) if why is None else None
    return fields


def accepted(name, content, key=FIRST, now=SENT + DELAY, **changes):
    """Delivery to accept, of a notification or its text."""
    body = (content if isinstance(content, str) else compact(content)).encode("utf-8")
    return vector(name, sent(body, key, **changes), body, now=now, key=key)


def refused(name, why, body=None, now=SENT + DELAY, key=FIRST, **changes):
    """Delivery of the sample to reject, with changes or with another body than the signed one."""
    return vector(name, sent(key=key, **changes), SAMPLE if body is None else body, why, now, key)


def signed_otherwise(name, why, signature, **changes):
    return refused(name, why, signature=signature, **changes)


SAMPLE_TEXT = compact(event())
SAMPLE = SAMPLE_TEXT.encode("utf-8")
PAYMENT = {
    "bizType": "PAY",
    "data": '{"merchantTradeNo":"9825382937292","totalFee":0.88000000,"transactTime":1619508939664}',
    "bizIdStr": "29383937493038367",
    "bizId": 29383937493038367,
    "bizStatus": "PAY_SUCCESS",
}
FAQ_BODY = (
    '{"bizType":"PAY","data":"{\\"merchantTradeNo\\":\\"9825382937292\\",\\"totalFee\\":0.88000000,'
    '\\"transactTime\\":1619508939664,\\"currency\\":\\"EUR\\",\\"commission\\":0,'
    '\\"openUserId\\":\\"1211HS10K81f4273ac031\\",\\"productType\\":\\"Food\\",\\"productName\\":\\"Ice Cream\\",'
    '\\"tradeType\\":\\"WEB\\",\\"transactionId\\":\\"M_R_282737362839373\\"}",'
    '"bizId":29383937493038367292,"bizStatus":"PAY_SUCCESS"}'
).encode("ascii")
FAQ_HEADERS = {
    SERIAL: "2E7220A6BEAD0B67D91A1EFEAC7A5E22",
    NONCE: "5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA",
    TIMESTAMP: "1611232922428",
    SIGNATURE: "VtniwOFAi4oBKFnvHhY6UZ+wPARf7+yWVbE61Hc7JVdRgqKJ40Yk9k5Gb2Y0S0VLUYOOOhUNUsD7R8GDEr6WH84sAEf8"
    "bXa1xYMiyjgeGleTg1MxRJCtrHcxMeMCEXPWmKTeLhn6O+cdvDGq4ZpcTTiQnEvk5xHPcxFrBT637zg=",
}
NON_ASCII = authorization(merchantName="商户 é ß Ж \U0001f600")
SPACED = json.dumps(event(), indent=2)
GENUINE = pkcs1(FIRST, payload(SAMPLE))
OTHER_BODY = compact(event("SUBMIT_AUTH_REJECT")).encode("utf-8")
NOT_UTF_8 = SAMPLE.replace(b"Test", b"T\xe9st")
ONE_BIT = bytes([GENUINE[0], GENUINE[1] ^ 1]) + GENUINE[2:]


def wrapped(text, width, line_end):
    return line_end.join(text[at : at + width] for at in range(0, len(text), width))


ACCEPTED = [
    vector(
        "published by the provider, RSA 1024",
        FAQ_HEADERS,
        FAQ_BODY,
        now=1611232922428 + DELAY,
        key=FAQ_KEY,
        origin=FAQ,
    ),
    accepted("short test key, RSA 1024", event(), key=SHORT),
    accepted("SUBMIT_AUTH_AGREE", event()),
    accepted("SUBMIT_AUTH_REJECT, with a token", event("SUBMIT_AUTH_REJECT")),
    accepted("TP_AUTH_CHANGED", event("TP_AUTH_CHANGED", compact(authorization(scopes=["CONVERT", "CHECKOUT"])))),
    accepted("TP_AUTH_DISABLED", event("TP_AUTH_DISABLED")),
    accepted("unknown bizStatus of TECH_PROVIDER", event("TP_AUTH_SOMETHING_NEW")),
    accepted("PAY, data as a string", PAYMENT),
    accepted("PAY, data as an object", {**PAYMENT, "data": {"merchantTradeNo": "9825382937292", "totalFee": 0.5}}),
    accepted("PAY, no bizId", {name: value for name, value in PAYMENT.items() if not name.startswith("bizId")}),
    accepted("PAYOUT, data null", {**PAYMENT, "bizType": "PAYOUT", "bizStatus": "SUCCESS", "data": None}),
    accepted("unknown bizType", {**PAYMENT, "bizType": "SOMETHING_NEW", "bizStatus": "HAPPENED"}),
    accepted("unknown bizType, data not JSON", {**PAYMENT, "bizType": "SOMETHING_NEW", "data": "not JSON"}),
    accepted("bizId beyond 2^53", event(bizId=int(LONG_ID), bizIdStr=LONG_ID)),
    accepted("bizId beyond 2^63", event(bizId=int(HUGE_ID), bizIdStr=HUGE_ID)),
    accepted("bizId beyond 2^63, no bizIdStr", event(bizId=int(HUGE_ID), bizIdStr=...)),
    accepted("no bizIdStr", event(bizIdStr=...)),
    accepted("merchantId as a string", event(data=compact(authorization(merchantId="1000135331248")))),
    accepted("merchantId beyond 2^53", event(data=compact(authorization(merchantId=int(LONG_ID))))),
    accepted("no scopes", event(data=compact(authorization(scopes=...)))),
    accepted("scopes null", event(data=compact(authorization(scopes=None)))),
    accepted("empty list of scopes", event(data=compact(authorization(scopes=[])))),
    accepted("undocumented scope", event(data=compact(authorization(scopes=["CONVERT", "NEW"])))),
    accepted("unknown fields", event(data=compact({**authorization(), "more": {"since": [None]}}), extra=[1])),
    accepted("members in another order", compact(dict(sorted(event().items())))),
    accepted("non-ASCII", event(data=compact(NON_ASCII))),
    accepted("non-ASCII, escaped", json.dumps(event(data=compact(NON_ASCII)), separators=(",", ":"))),
    accepted("non-ASCII, escaped in data", event(data=json.dumps(NON_ASCII))),
    accepted("slashes escaped", SAMPLE_TEXT.replace("Test", "a\\\\/b\\/c")),
    accepted("white space inside the JSON", SPACED),
    accepted("white space inside the JSON, CRLF line ends", SPACED.replace("\n", "\r\n")),
    accepted("white space inside data", event(data=json.dumps(authorization(), indent=2))),
    accepted("white space around the JSON", "\n " + SAMPLE_TEXT + "\n\n"),
    accepted("white space around the signature", event(), signature=" \t" + base64_of(GENUINE) + " \r\n"),
    accepted(
        "line ends inside the signature, LF",
        event(),
        signature=wrapped(base64_of(GENUINE), 64, "\n") + "\n",
    ),
    accepted("line ends inside the signature, CRLF", event(), signature=wrapped(base64_of(GENUINE), 76, "\r\n")),
    accepted("serial in lower case", event(), serial=FIRST.serial.lower()),
    accepted("header names in lower case", event(), names=str.lower),
    accepted("header names in upper case", event(), names=str.upper),
    accepted("second key, after a rotation", event(), key=SECOND),
    accepted("first key, still published after a rotation", event("TP_AUTH_CHANGED")),
    accepted("at the late edge of the window", event(), now=SENT + WINDOW),
    accepted("at the early edge of the window", event(), now=SENT - WINDOW),
]

REFUSED = [
    signed_otherwise("last LF missing", "signed without the last LF", base64_of(pkcs1(FIRST, payload(SAMPLE)[:-1]))),
    signed_otherwise(
        "CRLF instead of LF",
        "signed with CRLF after each part",
        base64_of(pkcs1(FIRST, payload(SAMPLE).replace(b"\n", b"\r\n"))),
    ),
    signed_otherwise(
        "parts joined without LF",
        "signed without any LF",
        base64_of(pkcs1(FIRST, payload(SAMPLE).replace(b"\n", b""))),
    ),
    signed_otherwise("signature over the body only", "signed without timestamp and nonce", base64_of(pkcs1(FIRST, SAMPLE))),
    refused(
        "re-serialised body",
        "the body was parsed and written again after it was signed",
        SPACED.encode("utf-8"),
    ),
    refused(
        "members in another order than signed",
        "the body was parsed and written again after it was signed",
        compact(dict(sorted(event().items()))).encode("utf-8"),
    ),
    refused(
        "bizId rounded to a double",
        "the body was parsed and written again after it was signed",
        SAMPLE.replace(b":210462863998500864,", b":210462863998500860,"),
    ),
    refused("body with an extra line end", "a line feed was added to the body", SAMPLE + b"\n"),
    signed_otherwise(
        "body without its line end",
        "a line feed was cut off the body",
        base64_of(pkcs1(FIRST, payload(SAMPLE + b"\n"))),
    ),
    refused("body altered by one byte", "one byte of the body is another", SAMPLE.replace(b"AGREE", b"AGREF")),
    refused("body altered to bytes that are not UTF-8", "one byte of the body is another", NOT_UTF_8),
    refused(
        "signature of the text, not of the bytes",
        "the bytes are not UTF-8, and the signature is that of their text with replacement characters",
        NOT_UTF_8,
        signature=base64_of(pkcs1(FIRST, payload(NOT_UTF_8.decode("utf-8", "replace").encode("utf-8")))),
    ),
    refused("body cut off", "the body is a part of what was signed", SAMPLE[:-1]),
    refused("empty body", "the body is empty", b""),
    refused("signature of another delivery", "the signature is that of another body", OTHER_BODY),
    refused("timestamp altered", "the timestamp is not the one that was signed", header_timestamp=str(SENT + 1)),
    refused("nonce altered", "the nonce is not the one that was signed", nonce=SENT_NONCE[::-1]),
    refused("other key", "signed with a key that is not the one of the serial", serial=FIRST.serial, key=UNPUBLISHED),
    refused("other serial", "signed with the first key, and names the second", serial=SECOND.serial),
    refused("unpublished serial", "signed with a key that the provider does not list", key=UNPUBLISHED),
    refused("serial without a key", "no key has this serial", serial="0123456789ABCDEF0123456789ABCDEF"),
    refused(
        "short key, signature of another key",
        "signed with a key that is not the one of the serial",
        key=SHORT,
        signature=base64_of(GENUINE),
    ),
    signed_otherwise(
        "HMAC-SHA512 in hex",
        "an HMAC, as requests have, instead of an RSA signature",
        hmac.new(b"sandbox-secret-key", payload(SAMPLE), hashlib.sha512).hexdigest().upper(),
    ),
    signed_otherwise(
        "HMAC-SHA512 with the public key as its secret",
        "an HMAC instead of an RSA signature",
        base64_of(hmac.new(FIRST.public.encode("ascii"), payload(SAMPLE), hashlib.sha512).digest()),
    ),
    signed_otherwise("PSS", "PSS padding instead of PKCS#1 v1.5", base64_of(pss(FIRST, payload(SAMPLE)))),
    signed_otherwise("SHA-1", "SHA-1 instead of SHA-256", base64_of(pkcs1(FIRST, payload(SAMPLE), "sha1"))),
    signed_otherwise("SHA-512", "SHA-512 instead of SHA-256", base64_of(pkcs1(FIRST, payload(SAMPLE), "sha512"))),
    signed_otherwise("hex instead of base64", "the signature is in hex", GENUINE.hex()),
    signed_otherwise("signature truncated", "the last byte of the signature is missing", base64_of(GENUINE[:-1])),
    signed_otherwise("signature with an extra byte", "a byte follows the signature", base64_of(GENUINE + b"\0")),
    signed_otherwise("signature altered by one bit", "one bit of the signature is another", base64_of(ONE_BIT)),
    signed_otherwise("signature all zero", "the signature is all zero", base64_of(bytes(256))),
    signed_otherwise(
        "padded hash without RSA as the signature",
        "no private key was used",
        base64_of(encode_pkcs1(FIRST.size, payload(SAMPLE))),
    ),
    signed_otherwise("signature empty", "the signature is empty", ""),
    signed_otherwise("signature not base64", "the signature is not base64", "not-a-signature!"),
    refused("timestamp too old", "one millisecond older than the window", now=SENT + WINDOW + 1),
    refused("timestamp too far ahead", "one millisecond further ahead than the window", now=SENT - WINDOW - 1),
    refused("timestamp in seconds", "in milliseconds, the timestamp is long ago", timestamp=SENT // 1000),
    refused("timestamp not a number", "the timestamp is not a number", timestamp="yesterday"),
    *(refused(f"no header {name}", f"the header {name} is missing", missing=name) for name in HEADERS),
]
VECTORS = ACCEPTED + REFUSED

DOCUMENT = {
    "description": "Notifications of Binance Pay that a webhook must accept or reject. The signature is base64 of "
    "SHA256withRSA (PKCS#1 v1.5) over timestamp LF nonce LF body LF, with the key of the serial in the header. The "
    "receiver knows only the keys with published true. now is its clock in milliseconds; the window is 10 minutes in "
    "both directions. bodyBase64 is the exact body; body is its text, absent if the bytes are not UTF-8. shortKey marks "
    "a key below 2048 bits: reject it unless it is allowed by name. event is the parsed notification: ids as strings, "
    "data null if it is not a string, authorization only for TECH_PROVIDER, bizId empty if another kind has "
    "none. The private keys were made for these vectors and protect nothing.",
    "recompute": "python3 openapi/notification-vectors.py",
    "keys": [key.as_json() for key in KEYS],
    "vectors": VECTORS,
}


def accepts(item):
    """Applies the rule without a library: RSA by hand, header names ignoring case."""
    headers = {name.lower(): value for name, value in item["headers"].items()}
    values = [headers.get(name.lower()) for name in HEADERS]
    if None in values:
        return False
    serial, nonce, timestamp, signature = values
    key = next((key for key in KEYS if key.published and key.serial == serial.upper()), None)
    try:
        number = int.from_bytes(base64.b64decode("".join(signature.split()), validate=True), "big")
        late = abs(item["now"] - int(timestamp)) > WINDOW
    except ValueError:
        return False
    if key is None or late or number >= key.modulus:
        return False
    signed = payload(base64.b64decode(item["bodyBase64"]), timestamp, nonce)
    recovered = pow(number, EXPONENT, key.modulus).to_bytes(key.size, "big")
    return recovered == encode_pkcs1(key.size, signed)


def check_vectors():
    if FAQ_KEY.serial != FAQ_HEADERS[SERIAL]:
        sys.exit("notification-vectors.py: the FAQ's key does not have its serial")
    for item in VECTORS:
        if accepts(item) != item["accepted"]:
            sys.exit(f"notification-vectors.py: '{item['name']}' has another verdict than computed")
    names = [item["name"] for item in VECTORS]
    if len(set(names)) != len(names):
        sys.exit("notification-vectors.py: two vectors have the same name")


def main(arguments):
    check_vectors()
    text = json.dumps(DOCUMENT, indent=2, ensure_ascii=True) + "\n"
    if arguments == ["--check"]:
        if FILE.read_text(encoding="ascii") != text:
            sys.exit(f"{FILE.name} differs from the computed vectors; run notification-vectors.py without --check")
        print(f"{FILE.name}: {len(VECTORS)} vectors, all as computed")
    elif arguments:
        sys.exit(f"notification-vectors.py: expected nothing or --check, got {' '.join(arguments)}")
    else:
        FILE.write_text(text, encoding="ascii")
        print(f"{FILE.name}: wrote {len(VECTORS)} vectors")


if __name__ == "__main__":
    main(sys.argv[1:])
