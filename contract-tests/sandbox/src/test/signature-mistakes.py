#!/usr/bin/env python3
"""Computes signature-mistakes.json: wrong signatures as people make them, with Python's standard library only.

    python3 contract-tests/sandbox/src/test/signature-mistakes.py           writes the file
    python3 contract-tests/sandbox/src/test/signature-mistakes.py --check   says whether it is what this computes
"""
import base64
import hashlib
import hmac
import itertools
import json
import pathlib
import sys
import urllib.parse

FILE = pathlib.Path(__file__).parent / (
    "resources/io/github/binancepay/tsp/sandbox/internal/diagnosis/signature-mistakes.json"
)
API_KEY = "vtmjqkzpyh3d4kcgnxpvvh0mqmbrbrw6"
SECRET = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBhdCBhbGw="
PATH = "/binancepay/openapi/tsp/authorization/create"
TIMESTAMP = "1761955200123"
NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"
OBJECT = {
    "webhook": "https://a.example/hook?a=1&b=<2>",
    "merchantId": "商户-é",
    "scopes": ["CONVERT", "CHECKOUT"],
}


def dumps(ascii=False, sort=False, **layout):
    return json.dumps(OBJECT, ensure_ascii=ascii, sort_keys=sort, **layout)


COMPACT = {"separators": (",", ":")}
RAW = dumps(**COMPACT)
SPACED = json.dumps(OBJECT, ensure_ascii=False)
ESCAPED = dumps(ascii=True, **COMPACT)
PHP = ESCAPED.replace("/", "\\/")
HTML = RAW.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def signature(sent=RAW, **made):
    """The signature that a program makes which has made these mistakes."""
    key = made.get("key", SECRET.encode())
    body = made.get("body", sent)
    parts = {"t": made.get("timestamp", TIMESTAMP), "n": made.get("nonce", NONCE), "b": body}
    lines = [parts[part] for part in made.get("order", "tnb")]
    lines = made.get("before", []) + lines + made.get("after", [])
    line_end = made.get("line_end", "\n")
    payload = line_end.join(lines) + made.get("last", line_end)
    digest = made.get("digest", mac("sha512"))(key, payload.encode())
    return made.get("encode", upper)(digest)


def mac(name):
    return lambda key, payload: hmac.new(key, payload, name).digest()


def upper(digest):
    return digest.hex().upper()


# Name: what the diagnosis has to say of it, and what it changes. A mistake of a family excludes the others of it.
KEY = SECRET.encode()
FAMILIES = {
    "body": {
        "spaced": (["Python"], {"body": SPACED}),
        "dumps": (["Python", "escaped"], {"body": json.dumps(OBJECT)}),
        "php": (["PHP"], {"body": PHP}),
        "go": (["Go", "HTML-escaped"], {"body": HTML}),
        "indent 2": (["indented by 2"], {"body": dumps(indent=2)}),
        "indent 4": (["indented by 4"], {"body": dumps(indent=4)}),
        "sorted": (["keys sorted"], {"body": dumps(sort=True, **COMPACT)}),
        "escaped": (["non-ASCII", "escaped"], {"body": ESCAPED}),
        "slashes": (["slashes escaped"], {"body": RAW.replace("/", "\\/")}),
        "quotes": (["single quotes"], {"body": RAW.replace('"', "'")}),
        "empty": (["empty body"], {"body": ""}),
        "form": (["form-encoded"], {"body": urllib.parse.urlencode(OBJECT, doseq=True)}),
        "base64 of body": (["base64 of the body"], {"body": base64.b64encode(RAW.encode()).decode()}),
        "hash of body": (["SHA-256 hash of the body"], {"body": hashlib.sha256(RAW.encode()).hexdigest()}),
        "line end": (["line end that was not sent"], {"body": RAW + "\n"}),
        "repr": (["Python's repr"], {"body": repr(OBJECT)}),
    },
    "timestamp": {
        "seconds": (["in seconds"], {"timestamp": TIMESTAMP[:-3]}),
        "1 ms later": (["1 ms after"], {"timestamp": str(int(TIMESTAMP) + 1)}),
        "1 s earlier": (["1000 ms before"], {"timestamp": str(int(TIMESTAMP) - 1000)}),
    },
    "nonce": {
        "lower nonce": (["nonce", "lower case"], {"nonce": NONCE.lower()}),
    },
    "order": {
        "ntb": (["order of the parts"], {"order": "ntb"}),
        "btn": (["order of the parts"], {"order": "btn"}),
        "no nonce": (["nonce is missing"], {"order": "tb"}),
    },
    "added": {
        "api key first": (["API key was added"], {"before": [API_KEY]}),
        "path last": (["path was added"], {"after": [PATH]}),
        "method and path": (["method and the path"], {"before": ["POST", PATH]}),
    },
    "line ends": {
        "none": (["no line ends"], {"line_end": ""}),
        "CR": (["end in CR "], {"line_end": "\r"}),
        "CRLF": (["CRLF"], {"line_end": "\r\n"}),
        "literal": (["backslash-n"], {"line_end": "\\n"}),
    },
    "last": {
        "last missing": (["last line feed"], {"last": ""}),
    },
    "key": {
        "LF": (["secret key", "line feed"], {"key": KEY + b"\n"}),
        "CRLF": (["secret key", "CRLF"], {"key": KEY + b"\r\n"}),
        "space": (["secret key", "space"], {"key": KEY + b" "}),
        "API key": (["API key was used"], {"key": API_KEY.encode()}),
        "decoded": (["base64-decoded"], {"key": base64.b64decode(KEY)}),
        "hex": (["hex-encoded"], {"key": KEY.hex().encode()}),
        "masked": (["masked"], {"key": KEY[:4] + b"*" * (len(KEY) - 8) + KEY[-4:]}),
        "quoted": (["double quotes"], {"key": b'"' + KEY + b'"'}),
        "cut": (["truncated to 32"], {"key": KEY[:32]}),
        "BOM": (["BOM"], {"key": b"\xef\xbb\xbf" + KEY}),
    },
    "algorithm": {
        "SHA-1": (["SHA-1 "], {"digest": mac("sha1")}),
        "SHA-256": (["SHA-256"], {"digest": mac("sha256")}),
        "SHA-384": (["SHA-384"], {"digest": mac("sha384")}),
        "key after": (
            ["plain SHA-512", "after"],
            {"digest": lambda key, payload: hashlib.sha512(payload + key).digest()},
        ),
        "key before": (
            ["plain SHA-512", "before"],
            {"digest": lambda key, payload: hashlib.sha512(key + payload).digest()},
        ),
        "swapped": (
            ["swapped"],
            {"digest": lambda key, payload: hmac.new(payload, key, "sha512").digest()},
        ),
    },
    "encoding": {
        "lower": (["lower case"], {"encode": bytes.hex}),
        "base64": (["base64"], {"encode": lambda digest: base64.b64encode(digest).decode()}),
        "base64url": (
            ["base64"],
            {"encode": lambda digest: base64.urlsafe_b64encode(digest).decode().rstrip("=")},
        ),
        "hex of hex": (["hex of hex"], {"encode": lambda digest: upper(digest).encode().hex()}),
        "base64 of hex": (
            ["base64 of the hex"],
            {"encode": lambda digest: base64.b64encode(upper(digest).encode()).decode()},
        ),
        "truncated": (["truncated"], {"encode": lambda digest: upper(digest)[: len(digest)]}),
        "white space": (["white space"], {"encode": lambda digest: upper(digest)[:20] + " " + upper(digest)[20:]}),
        "dashes": (
            ["separators"],
            {"encode": lambda digest: "-".join(f"{byte:02X}" for byte in digest)},
        ),
        "prefix": (["prefix"], {"encode": lambda digest: "sha512=" + upper(digest)}),
        "quoted hex": (["quotes"], {"encode": lambda digest: '"' + upper(digest) + '"'}),
    },
}

# Those that are not combined with others.
ALONE = {
    "empty key": (["empty secret key"], {"key": b""}),
    "openssl dgst": (["prefix", "lower case"], {"encode": lambda digest: "SHA2-512(stdin)= " + digest.hex()}),
    "a digit more": (["behind the 128 digits"], {"encode": lambda digest: upper(digest) + "0"}),
    "twice": (["behind the 128 digits"], {"encode": lambda digest: upper(digest) * 2}),
}

# What is sent otherwise than compact, and what is signed instead of it.
OTHERS = {
    "sent with a line end": (HTML + "\n", ["line end that was not signed"], {"body": HTML}),
    "sent with CRLF": (RAW + "\r\n", ["line end that was not signed"], {"body": RAW}),
    "sent sorted": (
        '{"ipWhitelist":["192.168.1.1"],"merchantId":"merchant1","scopes":["CONVERT"]}',
        ["order of the reference page"],
        {"body": '{"merchantId":"merchant1","scopes":["CONVERT"],"ipWhitelist":["192.168.1.1"]}'},
    ),
    "sent spaced": (SPACED, ["compact"], {"body": RAW}),
    "sent escaped": (ESCAPED, ["non-ASCII", "plain"], {"body": RAW}),
    "sent with slashes escaped": (RAW.replace("/", "\\/"), ["slashes plain"], {"body": RAW}),
    "sent HTML-escaped": (HTML, ["HTML-escaped", "plain"], {"body": RAW}),
    "sent as an empty object": ("{}", ["empty body"], {"body": ""}),
    "sent as an empty object, CRLF": ("{}", ["CRLF"], {"line_end": "\r\n"}),
    "sent as an empty object, PHP's list": ("{}", ["[]"], {"body": "[]"}),
}

UNEXPLAINED = {
    "another key": {"key": b"another secret key"},
    "another nonce": {"nonce": "AnOtHeRnOnCeAnOtHeRnOnCeAnOtHeRn"},
    "another body": {"body": '{"merchantId":"another"}'},
    "a random signature": {"encode": lambda digest: hashlib.sha512(b"random").hexdigest().upper()},
}


def row(name, words, made, sent=RAW):
    return {
        "name": name,
        "body": base64.b64encode(sent.encode()).decode(),
        "signature": signature(sent, **made),
        "words": words,
    }


def rows():
    for family in FAMILIES.values():
        for name, (words, made) in family.items():
            yield row(name, words, made)
    for name, (words, made) in ALONE.items():
        yield row(name, words, made)
    for name, (sent, words, made) in OTHERS.items():
        yield row(name, words, made, sent)
        for other, (more, also) in FAMILIES["encoding"].items():
            if other in ("lower", "base64"):
                yield row(f"{name}; {other}", words + more, {**made, **also}, sent)
    for one, other in itertools.combinations(FAMILIES, 2):
        # Each mistake of one family with one of the other, in turns.
        mistakes = itertools.cycle(FAMILIES[other].items())
        for name, (words, made) in FAMILIES[one].items():
            also, (more, others) = next(mistakes)
            # Some cancel each other, or one of them changes nothing beside the other.
            if signature(**made, **others) not in (signature(), signature(**made), signature(**others)):
                yield row(f"{name}; {also}", words + more, {**made, **others})
    for name, made in UNEXPLAINED.items():
        yield row(name, [], made)


def main(arguments):
    document = {
        "description": "Wrong signatures, and the words that say why. An empty list: nothing explains it.",
        "recompute": "python3 contract-tests/sandbox/src/test/signature-mistakes.py",
        "apiKey": API_KEY,
        "secretKey": SECRET,
        "path": PATH,
        "timestamp": TIMESTAMP,
        "nonce": NONCE,
        "requests": list(rows()),
    }
    text = json.dumps(document, indent=1, ensure_ascii=True) + "\n"
    if arguments == ["--check"]:
        if FILE.read_text(encoding="ascii") != text:
            sys.exit(f"{FILE.name} is not what signature-mistakes.py computes; run it without --check")
        print(f"{FILE.name}: {len(document['requests'])} requests, all as computed")
    elif arguments:
        sys.exit(f"signature-mistakes.py: expected nothing or --check, got {' '.join(arguments)}")
    else:
        FILE.write_text(text, encoding="ascii")
        print(f"{FILE.name}: wrote {len(document['requests'])} requests")


if __name__ == "__main__":
    main(sys.argv[1:])
