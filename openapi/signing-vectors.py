#!/usr/bin/env python3
"""Computes signing-vectors.json, with Python's standard library, without code of this project.

    python3 openapi/signing-vectors.py           writes the file
    python3 openapi/signing-vectors.py --check   compares the file with the computed vectors

One vector with openssl:

    printf '%s\\n%s\\n%s\\n' "$timestamp" "$nonce" "$body" |
      openssl dgst -sha512 -mac HMAC -macopt "key:$secretKey" | sed 's/.*= //' | tr a-f A-F
"""
import base64
import hashlib
import hmac
import json
import pathlib
import sys

FILE = pathlib.Path(__file__).with_name("signing-vectors.json")
OWN = "computed by signing-vectors.py"
SECRET = "sandbox-secret-key"
TIMESTAMP = "1761955200000"
NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"

SAMPLE = {
    "merchantId": "merchant1",
    "scopes": ["CONVERT", "CHECKOUT"],
    "ipWhitelist": ["192.168.1.1", "192.168.1.2"],
}


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def sample(merchant_id):
    return compact({**SAMPLE, "merchantId": merchant_id})


def vector(name, body, origin=OWN, secret=SECRET, timestamp=TIMESTAMP, nonce=NONCE, signature=None):
    data = body.encode("utf-8")
    payload = b"\n".join([timestamp.encode("ascii"), nonce.encode("ascii"), data, b""])
    computed = hmac.new(secret.encode("utf-8"), payload, hashlib.sha512).hexdigest().upper()
    if signature not in (None, computed):
        sys.exit(f"signing-vectors.py: '{name}' was published with another signature than the one computed here")
    return {
        "name": name,
        "origin": origin,
        "secretKey": secret,
        "timestamp": timestamp,
        "nonce": nonce,
        "body": body,
        "bodyBase64": base64.b64encode(data).decode("ascii"),
        "payloadBase64": base64.b64encode(payload).decode("ascii"),
        "signature": computed,
    }


def large_body(size):
    empty = sample("")
    return sample("x" * (size - len(empty)))


VECTORS = [
    vector(
        "published by a third-party client",
        "akarshjain",
        origin="a third-party client's own test; the signature was published with it and is not ours",
        secret="abcd1234",
        timestamp="1636876819",
        nonce="abcd",
        signature="0FEE450C836654F95CA8AC5B99DB385B96CAE1EDC46456A5BEA005BFA020FC11"
        "3AD61D9B8595BA951A3A562BBB8556B6D063D6BA8AEF488097642E50ACC27ACA",
    ),
    vector("sample request, compact", compact(SAMPLE)),
    vector("sample request, spaces after separators", json.dumps(SAMPLE)),
    vector("sample request, indented", json.dumps(SAMPLE, indent=2)),
    vector("sample request, members in another order", compact(dict(sorted(SAMPLE.items())))),
    vector("sample request, final line feed", compact(SAMPLE) + "\n"),
    vector("sample request, CRLF line ends", json.dumps(SAMPLE, indent=2).replace("\n", "\r\n")),
    vector("empty body", ""),
    vector("empty object", "{}"),
    vector("line feed only", "\n"),
    vector("not JSON", "merchantId=merchant1&scopes=CONVERT"),
    vector("non-ASCII, two and three bytes a character", sample("商户-é-ß-Ж")),
    vector("non-ASCII, four bytes a character", sample("merchant-\U0001f600-\U0001d11e")),
    vector("non-ASCII, escaped", json.dumps({**SAMPLE, "merchantId": "商户-é-\U0001f600"}, separators=(",", ":"))),
    vector("combining and right-to-left characters", sample("e\u0301-\u05d0\u05d1-\u202e")),
    vector("line and paragraph separators", sample("a\u2028b\u2029c")),
    vector("byte order mark", "\ufeff" + compact(SAMPLE)),
    vector("quotes and backslashes", sample('say "hi" \\ C:\\temp')),
    vector("escapes", sample("tab\tfeed\fback\bline\nreturn\rnul\0")),
    vector("characters of HTML", sample("<b>&'=</b>")),
    vector(
        "characters of HTML, escaped",
        sample("<b>&'=</b>")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027")
        .replace("=", "\\u003d"),
    ),
    vector("slashes, plain and escaped", sample("a/b").replace("a/b", "a/b\\/c")),
    vector("ids beyond 2^53", '{"merchantId":"9007199254740993","number":98765432109876543210}'),
    vector("numbers that re-serialise differently", '{"a":1.0,"b":1e2,"c":-0,"d":0.1000}'),
    vector("large body, 64 KiB", large_body(65536)),
    vector("hex nonce", compact(SAMPLE), nonce="0123456789abcdef0123456789abcdef"),
    vector("nonce with letters and digits", compact(SAMPLE), nonce="5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA"),
    vector("timestamp in seconds", compact(SAMPLE), timestamp="1761955200"),
    vector("secret key of one character", compact(SAMPLE), secret="k"),
    vector("secret key of 64 characters", compact(SAMPLE), secret="0123456789abcdef" * 4),
    vector("secret key of one hash block, 128 bytes", compact(SAMPLE), secret="0123456789abcdef" * 8),
    vector("secret key longer than a hash block", compact(SAMPLE), secret="0123456789abcdef" * 8 + "!"),
    vector("non-ASCII secret key", compact(SAMPLE), secret="ключ-鍵"),
]

DOCUMENT = {
    "description": "Signing vectors for Binance Pay. payload = timestamp LF nonce LF body LF; signature = upper-case "
    "hex of HMAC-SHA512(secretKey, payload). All texts are UTF-8; payloadBase64 is the exact string to sign.",
    "recompute": "python3 openapi/signing-vectors.py",
    "vectors": VECTORS,
}


def main(arguments):
    text = json.dumps(DOCUMENT, indent=2, ensure_ascii=True) + "\n"
    if arguments == ["--check"]:
        if FILE.read_text(encoding="ascii") != text:
            sys.exit(f"{FILE.name} differs from the computed vectors; run signing-vectors.py without --check")
        print(f"{FILE.name}: {len(VECTORS)} vectors, all as computed")
    elif arguments:
        sys.exit(f"signing-vectors.py: expected nothing or --check, got {' '.join(arguments)}")
    else:
        FILE.write_text(text, encoding="ascii")
        print(f"{FILE.name}: wrote {len(VECTORS)} vectors")


if __name__ == "__main__":
    main(sys.argv[1:])
