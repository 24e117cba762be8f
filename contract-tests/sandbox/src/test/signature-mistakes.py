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
import re
import sys
import urllib.parse

FILE = pathlib.Path(__file__).parent / (
    "resources/io/github/binancepay/tsp/sandbox/internal/diagnosis/signature-mistakes.json"
)
API_KEY = "vtmjqkzpyh3d4kcgnxpvvh0mqmbrbrw6"
SECRET = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBhdCBhbGw="
KEY = SECRET.encode()
PATH = "/binancepay/openapi/tsp/authorization/create"
TIMESTAMP = "1761955200123"
NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"
OBJECT = {
    "webhook": "https://a.example/hook?a=1&b=<2>",
    "merchantId": "商户-é",
    "scopes": ["CONVERT", "CHECKOUT"],
}
# Of about 900 pairs, each 31st keeps the tests short. With 1, all are written.
EVERY = 31
COMPACT = {"separators": (",", ":")}


def dumps(ascii=False, sort=False, of=OBJECT, **layout):
    return json.dumps(of, ensure_ascii=ascii, sort_keys=sort, **layout)


def names(change, of=OBJECT):
    return dumps(of={change(name): value for name, value in of.items()}, **COMPACT)


def pascal(name):
    return name[0].upper() + name[1:]


RAW = dumps(**COMPACT)
SPACED = dumps()
ESCAPED = dumps(ascii=True, **COMPACT)
HTML = RAW.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def to_bytes(text):
    return text if isinstance(text, bytes) else text.encode()


def signature(sent=RAW, **made):
    """The signature that a program makes which has made these mistakes."""
    parts = {"t": made.get("timestamp", TIMESTAMP), "n": made.get("nonce", NONCE), "b": made.get("body", sent)}
    lines = [to_bytes(parts[part]) for part in made.get("order", "tnb")]
    lines = [to_bytes(line) for line in made.get("before", [])] + lines
    lines += [to_bytes(line) for line in made.get("after", [])]
    line_end = to_bytes(made.get("line_end", "\n"))
    payload = line_end.join(lines) + to_bytes(made.get("last", line_end))
    payload = made.get("payload", lambda bytes: bytes)(payload)
    digest = made.get("digest", mac("sha512"))(made.get("key", KEY), payload)
    return made.get("encode", upper)(digest)


def mac(name):
    return lambda key, payload: hmac.new(key, payload, name).digest()


def upper(digest):
    return digest.hex().upper()


def base64_text(data):
    return base64.b64encode(to_bytes(data)).decode()


SENT = "sign exactly the bytes that are sent"
RULE = "the payload is timestamp LF nonce LF body LF, and nothing else"
MILLIS = "sign exactly the milliseconds that are sent"
ONCE = "take it once, for the header and for the payload"
NONCE_SENT = "sign exactly the nonce that is sent"
LAST = "the payload ends in exactly one line feed, after the bytes of the body that is sent"
AS_ISSUED = "use the secret key exactly as it was issued"
TRIM = "trim it when you read it"
REMOVE = "remove them"
SHA512 = "use HMAC with SHA-512"
HEX = "send 128 upper-case hex digits"
UTF8 = "send the UTF-8 bytes that are signed"

BODY = "The body was signed "
COMPACT_BODY = BODY + "without spaces and line ends between its tokens, as JSON.stringify writes it"
SPACED_BODY = BODY + "with a space after each comma and colon, as Python's json.dumps writes it"
ESCAPED_BODY = BODY + "with non-ASCII characters escaped (\\u00e9), as Python's json.dumps writes it"
PYTHON_BODY = BODY + (
    "as Python's json.dumps writes it (a space after each comma and colon, non-ASCII characters escaped)"
)
PLAIN_BODY = BODY + (
    "without escapes for slashes, HTML and non-ASCII characters, as JSON.stringify writes it"
)
USED = "The secret key was used with "
MASKED = "The secret key was used masked, as a dashboard shows it"
PLAIN_HASH = "A plain %s hash of the payload %s was used instead of HMAC"
NO_LINE_END = BODY + "without the line end that it was sent with, such as that of echo or an editor"


def body_with(such):
    """A body whose right signature is such a one."""
    bodies = (f'{{"page":{page}}}' for page in itertools.count(1))
    return next(body for body in bodies if such(bytes.fromhex(signature(body))))


def stars(first, last, stars=None):
    hidden = "*" * (len(SECRET) - first - last) if stars is None else stars
    return (SECRET[:first] + hidden + SECRET[len(SECRET) - last:]).encode()


# Name: the sentences of the diagnosis, and what the mistake changes. Those of a family exclude each other.
FAMILIES = {
    "body": {
        "spaced": ([(SPACED_BODY, SENT)], {"body": SPACED}),
        "sorted": ([(BODY + "with its keys sorted", SENT)], {"body": dumps(sort=True, **COMPACT)}),
        "dumps": ([(PYTHON_BODY, SENT)], {"body": dumps(ascii=True)}),
        "php": (
            [(BODY + "with slashes and non-ASCII characters escaped (\\/ and \\u00e9), as PHP's json_encode writes it",
              SENT)],
            {"body": ESCAPED.replace("/", "\\/")},
        ),
        "go": ([(BODY + "with <, > and & escaped (\\u003c), as Go's json.Marshal writes it", SENT)], {"body": HTML}),
        "indent 2": ([(BODY + "indented by two spaces", SENT)], {"body": dumps(indent=2)}),
        "indent 4": ([(BODY + "indented by four spaces", SENT)], {"body": dumps(indent=4)}),
        "escaped": ([(ESCAPED_BODY, SENT)], {"body": ESCAPED}),
        "slashes": ([(BODY + "with slashes escaped (\\/)", SENT)], {"body": RAW.replace("/", "\\/")}),
        "pascal": (
            [(BODY + "with names in another letter case than sent: PascalCase, as C# has them", SENT)],
            {"body": names(pascal)},
        ),
        "quotes": (
            [(BODY + "with single quotes instead of double quotes", SENT)],
            {"body": RAW.replace('"', "'")},
        ),
        "empty": ([("An empty body was signed", SENT)], {"body": ""}),
        "form": (
            [(BODY + "form-encoded (name=value&...)", SENT)],
            {"body": urllib.parse.urlencode(OBJECT, doseq=True)},
        ),
        "base64 of body": ([(BODY + "in base64", SENT)], {"body": base64_text(RAW)}),
        "hash of body": (
            [("The SHA-256 hash of the body was signed instead of the body", SENT)],
            {"body": hashlib.sha256(RAW.encode()).hexdigest()},
        ),
        "repr": ([(BODY + "as Python prints a dict (single quotes, spaces)", SENT)], {"body": repr(OBJECT)}),
    },
    "timestamp": {
        "seconds": ([("The timestamp was signed in seconds", MILLIS)], {"timestamp": TIMESTAMP[:-3]}),
        "1 ms later": (
            [("The timestamp that was signed is 1 ms after the one that was sent", ONCE)],
            {"timestamp": str(int(TIMESTAMP) + 1)},
        ),
    },
    "nonce": {
        "lower nonce": ([("The nonce was signed in lower case", NONCE_SENT)], {"nonce": NONCE.lower()}),
    },
    "order": {
        "ntb": ([("The parts of the payload are in the order nonce, timestamp, body", RULE)], {"order": "ntb"}),
        "btn": ([("The parts of the payload are in the order body, timestamp, nonce", RULE)], {"order": "btn"}),
        "no nonce": ([("The nonce is missing from the payload", RULE)], {"order": "tb"}),
    },
    "added": {
        "api key first": ([("The API key was added before the payload", RULE)], {"before": [API_KEY]}),
        "path last": ([("The path was added after the payload", RULE)], {"after": [PATH]}),
        "method and path": (
            [("The method and the path were added before the payload", RULE)],
            {"before": ["POST", PATH]},
        ),
    },
    "line ends": {
        "none": ([("The lines of the payload have no line ends", RULE)], {"line_end": ""}),
        "CR": ([("The lines of the payload end in CR instead of LF", RULE)], {"line_end": "\r"}),
        "CRLF": ([("The lines of the payload end in CRLF instead of LF", RULE)], {"line_end": "\r\n"}),
        "literal": (
            [("The lines of the payload end in a backslash and an n instead of LF", RULE)],
            {"line_end": "\\n"},
        ),
    },
    "last": {
        "last missing": ([("The last line feed of the payload is missing", LAST)], {"last": ""}),
    },
    "key": {
        "LF": ([(USED + "a line feed (LF) at its end", TRIM)], {"key": KEY + b"\n"}),
        "CRLF": ([(USED + "CRLF at its end", TRIM)], {"key": KEY + b"\r\n"}),
        "space": ([(USED + "a space at its end", TRIM)], {"key": KEY + b" "}),
        "API key": (
            [("The API key was used as the secret key", "sign with the secret key")],
            {"key": API_KEY.encode()},
        ),
        "decoded": (
            [("The secret key was decoded from base64 before it was used", AS_ISSUED)],
            {"key": base64.b64decode(KEY)},
        ),
        "hex": ([("The secret key was encoded in hex before it was used", AS_ISSUED)], {"key": KEY.hex().encode()}),
        "masked": ([(MASKED, "copy all of it")], {"key": stars(4, 4)}),
        "quoted": ([(USED + "double quotes around it", REMOVE)], {"key": b'"' + KEY + b'"'}),
        "cut": ([("The secret key was truncated to 32 characters", AS_ISSUED)], {"key": KEY[:32]}),
        "BOM": (
            [(USED + "a byte order mark (BOM) at its start", "save its file without the mark")],
            {"key": b"\xef\xbb\xbf" + KEY},
        ),
    },
    "algorithm": {
        "SHA-256": ([("HMAC with SHA-256 was used", SHA512)], {"digest": mac("sha256")}),
        "SHA-1": ([("HMAC with SHA-1 was used", SHA512)], {"digest": mac("sha1")}),
        "key after": (
            [(PLAIN_HASH % ("SHA-512", "with the secret key after it"), SHA512)],
            {"digest": lambda key, payload: hashlib.sha512(payload + key).digest()},
        ),
        "key before": (
            [(PLAIN_HASH % ("SHA-512", "with the secret key before it"), SHA512)],
            {"digest": lambda key, payload: hashlib.sha512(key + payload).digest()},
        ),
        "swapped": (
            [("The secret key and the payload are swapped in the call of HMAC", SHA512)],
            {"digest": lambda key, payload: hmac.new(payload, key, "sha512").digest()},
        ),
    },
    "encoding": {
        "lower": ([("The signature is in lower case", HEX)], {"encode": bytes.hex}),
        "base64": ([("The signature is in base64 instead of hex", HEX)], {"encode": base64_text}),
    },
}

# Mistakes that are not combined with others: what was sent, what was signed.
OTHERS = {
    "only the body, SHA-256, lower case": (
        RAW,
        [
            ("Only the body was signed: the timestamp, the nonce and the line feeds are missing", RULE),
            ("HMAC with SHA-256 was used", SHA512),
            ("The signature is in lower case", HEX),
        ],
        {"order": "b", "last": "", "digest": mac("sha256"), "encode": bytes.hex},
    ),
    "Python's json=, signed compact and sorted": (
        SPACED,
        [(COMPACT_BODY, SENT), (BODY + "with its keys sorted", SENT)],
        {"body": dumps(sort=True, **COMPACT)},
    ),
    "C# names of a query": (
        '{"page":1,"rows":10}',
        [(BODY + "with names in another letter case than sent: PascalCase, as C# has them", SENT)],
        {"body": '{"Page":1,"Rows":10}'},
    ),
    "camelCase, sent in snake_case": (
        '{"merchant_id":"m","ip_whitelist":["1.2.3.4"]}',
        [(BODY + "with names in another letter case than sent: camelCase", SENT)],
        {"body": '{"merchantId":"m","ipWhitelist":["1.2.3.4"]}'},
    ),
    "sent in Latin-1": (
        '{"merchantId":"Müller"}'.encode("latin-1"),
        [(BODY + "in UTF-8 and sent in Latin-1", UTF8)],
        {"body": '{"merchantId":"Müller"}'},
    ),
    "sent in UTF-16": (
        RAW.encode("utf-16-le"),
        [(BODY + "in UTF-8 and sent in UTF-16", UTF8)],
        {"body": RAW},
    ),
    "sent in UTF-16 in big-endian order, with a byte order mark": (
        '\ufeff{"page":1}'.encode("utf-16-be"),
        [
            (BODY + "in UTF-8 and sent in UTF-16", UTF8),
            (BODY + "without the byte order mark (BOM) that it was sent with", SENT),
        ],
        {"body": '{"page":1}'},
    ),
    "sent in UTF-16 in big-endian order": (
        RAW.encode("utf-16-be"),
        [(BODY + "in UTF-8 and sent in UTF-16", UTF8)],
        {"body": RAW},
    ),
    "sent in GBK, signed spaced": (
        RAW.replace("é", "e").encode("gbk"),
        [(BODY + "in UTF-8 and sent in GBK", UTF8), (SPACED_BODY, SENT)],
        {"body": SPACED.replace("é", "e")},
    ),
    "sent in UTF-8 twice": (
        RAW.encode().decode("latin-1"),
        [(BODY + "in UTF-8 and sent encoded in UTF-8 twice", UTF8)],
        {"body": RAW},
    ),
    "signed in Latin-1": (
        '{"merchantId":"Müller"}',
        [(BODY + "in Latin-1 and sent in UTF-8", SENT)],
        {"body": '{"merchantId":"Müller"}'.encode("latin-1")},
    ),
    "payload in UTF-16": (
        RAW,
        [("The payload was signed in UTF-16 (UTF-16LE)", "sign its bytes in UTF-8")],
        {"payload": lambda payload: payload.decode().encode("utf-16-le")},
    ),
    "payload as Python's bytes": (
        "{}",
        [("The payload was signed as Python prints bytes, b'...', instead of its bytes", "sign its bytes in UTF-8")],
        {"payload": lambda payload: repr(payload).encode()},
    ),
    "body as Python's bytes": (
        RAW,
        [(BODY + "as Python prints bytes, b'...', instead of its bytes", SENT)],
        {"body": repr(RAW.encode())},
    ),
    "body as JavaScript's bytes": (
        "{}",
        [(BODY + "as the numbers 1,2,3 that a language prints instead of its bytes", SENT)],
        {"body": "123,125"},
    ),
    "Buffer of Node.js": (
        "{}",
        [(BODY + "as JSON.stringify writes a Buffer of Node.js", SENT)],
        {"body": '{"type":"Buffer","data":[123,125]}'},
    ),
    "sent in Windows-1251": (
        '{"merchantId":"Привет"}'.encode("cp1251"),
        [(BODY + "in UTF-8 and sent in windows-1251", UTF8)],
        {"body": '{"merchantId":"Привет"}'},
    ),
    "key and payload in UTF-16": (
        RAW,
        [
            ("The payload was signed in UTF-16 (UTF-16LE)", "sign its bytes in UTF-8"),
            ("The secret key was used in UTF-16 (UTF-16LE) instead of UTF-8", AS_ISSUED),
        ],
        {"payload": lambda payload: payload.decode().encode("utf-16-le"), "key": SECRET.encode("utf-16-le")},
    ),
    "JavaScript's object": (
        RAW,
        [("The text [object Object] was signed instead of the body", SENT)],
        {"body": "[object Object]"},
    ),
    "Java's Map": (
        '{"page":1,"list":["a","b"]}',
        [(BODY + "as Java prints a Map", SENT)],
        {"body": "{page=1, list=[a, b]}"},
    ),
    "Go's map": (
        '{"page":1,"list":["a","b"]}',
        [(BODY + "with its keys sorted", SENT), (BODY + "as Go prints a map, which has sorted keys", SENT)],
        {"body": "map[list:[a b] page:1]"},
    ),
    "timestamp with an exponent": (
        RAW,
        [("The timestamp was signed with an exponent", MILLIS)],
        {"timestamp": "1.761955200123E12"},
    ),
    "timestamp grouped": (
        RAW,
        [("The timestamp was signed with commas between its digits", MILLIS)],
        {"timestamp": "1,761,955,200,123"},
    ),
    "rounded numbers": (
        '{"bizId":29383937493038367299}',
        [(BODY + "with numbers rounded to floating point, as JavaScript reads them", SENT)],
        {"body": '{"bizId":29383937493038367000}'},
    ),
    "lost digits before it was sent": (
        '{"bizId":29383937493038367000,"bizIdStr":"29383937493038367299"}',
        [("The body was parsed and written again, in which a number lost digits", SENT)],
        {"body": '{"bizId":29383937493038367299,"bizIdStr":"29383937493038367299"}'},
    ),
    "a field that was not sent": (
        '{"merchantId":"m","scopes":["CONVERT"]}',
        [(BODY + "with the member ipWhitelist (null), which was not sent", SENT)],
        {"body": '{"merchantId":"m","scopes":["CONVERT"],"ipWhitelist":null}'},
    ),
    "a field that was not signed": (
        RAW,
        [(BODY + "without its member webhook, which was sent", SENT)],
        {"body": names(str, {name: OBJECT[name] for name in ("merchantId", "scopes")})},
    ),
    "PHP's empty list": (
        "{}",
        [(BODY + "with [] where it was sent with {}", SENT)],
        {"body": "[]"},
    ),
    "an empty object for an empty list": (
        '{"page":1,"ipWhitelist":[]}',
        [(BODY + "with {} where it was sent with []", SENT)],
        {"body": '{"page":1,"ipWhitelist":{}}'},
    ),
    "an empty list in a style of its own": (
        '{ "page":1, "ipWhitelist": [] }',
        [(BODY + "with {} where it was sent with []", SENT)],
        {"body": '{ "page":1, "ipWhitelist": {} }'},
    ),
    "signed without nulls": (
        '{"page":null,"rows":10,"merchantId":null}',
        [(BODY + "without its members that are null", SENT)],
        {"body": '{"rows":10}'},
    ),
    "signed without empty members": (
        '{"merchantId": "", "page": 1, "scopes": []}',
        [(BODY + "without its members that are null or empty", SENT)],
        {"body": '{"page": 1}'},
    ),
    "signed with numbers": (
        '{"page":"1","rows":"10"}',
        [(BODY + "with numbers where it was sent with strings of digits", SENT)],
        {"body": '{"page":1,"rows":10}'},
    ),
    "signed with decimal points": (
        '{"page":1,"rows":10}',
        [(BODY + "with a decimal point in its whole numbers (1.0)", SENT)],
        {"body": '{"page":1.0,"rows":10.0}'},
    ),
    "sent with decimal points": (
        '{"page":1.0,"rows":10.0}',
        [(BODY + "without the decimal point of its whole numbers (1 instead of 1.0)", SENT)],
        {"body": '{"page":1,"rows":10}'},
    ),
    "PHP's form": (
        RAW,
        [(BODY + "form-encoded (name=value&...), with its lists in another form", SENT)],
        {"body": urllib.parse.urlencode(
            {"webhook": OBJECT["webhook"], "merchantId": OBJECT["merchantId"], "scopes[0]": "CONVERT",
             "scopes[1]": "CHECKOUT"})},
    ),
    "form of JSON": (
        RAW,
        [(BODY + "form-encoded (name=value&...), with its lists in another form", SENT)],
        {"body": "&".join(f"{name}={value if isinstance(value, str) else dumps(of=value, **COMPACT)}"
                          for name, value in OBJECT.items())},
    ),
    "decomposed characters": (
        '{"merchantId":"é"}',
        [(BODY + "in another Unicode normal form (NFD)", SENT)],
        {"body": '{"merchantId":"e\u0301"}'},
    ),
    "snake_case": (
        '{"merchantId":"m","ipWhitelist":["1.2.3.4"]}',
        [(BODY + "with names in another form than sent: snake_case", SENT)],
        {"body": '{"merchant_id":"m","ip_whitelist":["1.2.3.4"]}'},
    ),
    "numbers as strings": (
        '{"page":1,"rows":10}',
        [(BODY + "with its numbers as strings", SENT)],
        {"body": '{"page":"1","rows":"10"}'},
    ),
    "sent with a line end": (RAW + "\n", [(NO_LINE_END, SENT)], {"body": RAW}),
    "sent with CRLF": (RAW + "\r\n", [(NO_LINE_END, SENT)], {"body": RAW}),
    "signed with a line end": (
        RAW,
        [("The payload ends in two line feeds: the body was signed with a line end that was not sent, or a line feed"
          " was added", LAST)],
        {"body": RAW + "\n"},
    ),
    "indented with CRLF": (
        RAW,
        [(BODY + "indented by two spaces", SENT), (BODY + "with CRLF where it was sent with LF", SENT)],
        {"body": dumps(indent=2).replace("\n", "\r\n")},
    ),
    "documented order": (
        '{"ipWhitelist":["192.168.1.1"],"merchantId":"merchant1","scopes":["CONVERT"]}',
        [(BODY + "with its keys in the order of the reference page", SENT)],
        {"body": '{"merchantId":"merchant1","scopes":["CONVERT"],"ipWhitelist":["192.168.1.1"]}'},
    ),
    "sent spaced": (SPACED, [(COMPACT_BODY, SENT)], {"body": RAW}),
    "sent escaped": (ESCAPED, [(PLAIN_BODY, SENT)], {"body": RAW}),
    "sent with slashes escaped": (RAW.replace("/", "\\/"), [(PLAIN_BODY, SENT)], {"body": RAW}),
    "sent HTML-escaped": (HTML, [(PLAIN_BODY, SENT)], {"body": RAW}),
    "sent as an empty object, signed empty": ("{}", [("An empty body was signed", SENT)], {"body": ""}),
    "empty key": (
        RAW,
        [("An empty secret key was used", "check that the secret key is read")],
        {"key": b""},
    ),
    "key in UTF-16": (
        RAW,
        [("The secret key was used in UTF-16 (UTF-16LE) instead of UTF-8", AS_ISSUED)],
        {"key": SECRET.encode("utf-16-le")},
    ),
    "key as Python's bytes": (
        RAW,
        [("The secret key was used as Python prints bytes, b'...'", AS_ISSUED)],
        {"key": repr(KEY).encode()},
    ),
    "masked with four stars": (RAW, [(MASKED, "copy all of it")], {"key": stars(4, 4, "****")}),
    "masked, eight at the start": (RAW, [(MASKED, "copy all of it")], {"key": stars(8, 0)}),
    "no key": (
        RAW,
        [(PLAIN_HASH % ("SHA-512", "without any key"), SHA512)],
        {"digest": lambda key, payload: hashlib.sha512(payload).digest()},
    ),
    "base64url": (
        RAW,
        [("The signature is in base64url instead of hex", HEX)],
        {"encode": lambda digest: base64.urlsafe_b64encode(digest).decode().rstrip("=")},
    ),
    "hex of hex": (
        RAW,
        [("The signature is encoded twice (hex of a text)", HEX)],
        {"encode": lambda digest: upper(digest).encode().hex()},
    ),
    "base64 of hex": (
        RAW,
        [("The signature is encoded twice (base64 of a text)", HEX)],
        {"encode": lambda digest: base64_text(upper(digest))},
    ),
    "truncated": (RAW, [("The signature is truncated", HEX)], {"encode": lambda digest: upper(digest)[:64]}),
    "twice": (RAW, [("The signature has more than 128 digits", HEX)], {"encode": lambda digest: upper(digest) * 2}),
    "white space": (
        RAW,
        [("The signature has white space in it", HEX)],
        {"encode": lambda digest: upper(digest)[:20] + " " + upper(digest)[20:]},
    ),
    "dashes": (
        RAW,
        [("The digits have separators", HEX)],
        {"encode": lambda digest: "-".join(f"{byte:02X}" for byte in digest)},
    ),
    "prefix": (
        RAW,
        [("The signature has a prefix", HEX)],
        {"encode": lambda digest: "sha512=" + upper(digest)},
    ),
    "openssl dgst": (
        RAW,
        [("The signature has a prefix", HEX), ("The signature is in lower case", HEX)],
        {"encode": lambda digest: "SHA2-512(stdin)= " + digest.hex()},
    ),
    "quoted hex": (RAW, [("The signature is in quotes", HEX)], {"encode": lambda digest: '"' + upper(digest) + '"'}),
    "unpadded hex": (
        RAW,
        [
            ("The signature is in lower case", HEX),
            ("Zeros in the signature's hex digits are missing (%x instead of %02x)", HEX),
        ],
        {"encode": lambda digest: "".join(f"{byte:x}" for byte in digest)},
    ),
    "spaces for zeros": (
        RAW,
        [
            ("Zeros of the signature are spaces (%2x instead of %02x)", HEX),
            ("The signature is in lower case", HEX),
        ],
        {"encode": lambda digest: "".join(f"{byte:2x}" for byte in digest)},
    ),
    "base64 without + and /": (
        RAW,
        [("The signature is in base64 instead of hex, without its characters + and /", HEX)],
        {"encode": lambda digest: re.sub("[+/=]", "", base64_text(digest))},
    ),
    "base64 with spaces for +": (
        body_with(lambda digest: "+" in base64_text(digest)),
        [
            ("A + of the signature became a space by URL decoding", HEX),
            ("The signature is in base64 instead of hex", HEX),
        ],
        {"encode": lambda digest: base64_text(digest).replace("+", " ")},
    ),
    "BigInteger": (
        body_with(lambda digest: digest[0] > 0x7f),
        [
            ("The signature is in lower case", HEX),
            ("The signature is a negative number, as BigInteger prints it", HEX),
        ],
        {"encode": lambda digest: f"{int.from_bytes(digest, 'big', signed=True):x}"},
    ),
    "BigInteger without zeros": (
        body_with(lambda digest: digest[0] < 0x10),
        [
            ("The signature is in lower case", HEX),
            ("Zeros at the start of the signature are missing, as BigInteger prints it", HEX),
        ],
        {"encode": lambda digest: f"{int.from_bytes(digest, 'big'):x}"},
    ),
    "digest as UTF-8 text": (
        RAW,
        [
            ("The signature is in lower case", HEX),
            ("The signature is encoded twice (hex of the digest as UTF-8)", HEX),
        ],
        {"encode": lambda digest: digest.decode("latin-1").encode().hex()},
    ),
    "digest as UTF-8 text with losses": (
        RAW,
        [
            ("The signature is in lower case", HEX),
            ("The signature is encoded twice (hex of the digest as UTF-8, which lost bytes)", HEX),
        ],
        {"encode": lambda digest: digest.decode(errors="replace").encode().hex()},
    ),
    "digest as Python's bytes": (
        RAW,
        [("The signature is as Python prints bytes, b'...'", HEX)],
        {"encode": repr},
    ),
    "without the first digit": (
        RAW,
        [("The signature is truncated", HEX)],
        {"encode": lambda digest: upper(digest)[1:]},
    ),
    "decimal number": (
        RAW,
        [("The signature is a decimal number", HEX)],
        {"encode": lambda digest: str(int.from_bytes(digest, "big"))},
    ),
    "list of bytes": (
        RAW,
        [("The signature is a list of bytes instead of hex", HEX)],
        {"encode": lambda digest: str(list(digest))},
    ),
}

# Nothing leads to these signatures, or no more than a sentence on their form.
UNEXPLAINED = {
    "another key": {"key": b"another secret key"},
    "another nonce": {"nonce": "AnOtHeRnOnCeAnOtHeRnOnCeAnOtHeRn"},
    "another body": {"body": '{"merchantId":"another"}'},
    # Masks that keep fewer than eight characters would confirm a short guess.
    "four characters of the key": {"key": stars(0, 4)},
    "seven characters of the key": {"key": stars(4, 3)},
    "two characters of the key": {"key": KEY[:2]},
}


def row(name, sentences, made, sent=RAW):
    return {
        "name": name,
        "body": base64.b64encode(to_bytes(sent)).decode(),
        "signature": signature(sent, **made),
        "sentences": sorted(f"{what}: {advice}." for what, advice in sentences),
    }


def rows():
    for family in FAMILIES.values():
        for name, (sentences, made) in family.items():
            yield row(name, sentences, made)
    for name, (sent, sentences, made) in OTHERS.items():
        yield row(name, sentences, made, sent)
    for name, made in UNEXPLAINED.items():
        yield row(name, [], made)


# Another sentence says the same of these two.
SAME = ("empty; last missing", "path last; last missing")


def pairs():
    """Each mistake of one family with each of another."""
    for one, other in itertools.combinations(FAMILIES, 2):
        for (name, (sentences, made)), (also, (more, others)) in itertools.product(
            FAMILIES[one].items(), FAMILIES[other].items()
        ):
            # Some cancel each other, or one of them changes nothing beside the other.
            changed = signature(**made, **others) not in (signature(), signature(**made), signature(**others))
            if changed and f"{name}; {also}" not in SAME:
                yield row(f"{name}; {also}", sentences + more, {**made, **others})


def lines(rows):
    return "[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n ]"


def main(arguments):
    document = {
        "description": "Wrong signatures, and the sentences that explain them: all of them, in any order.",
        "recompute": "python3 contract-tests/sandbox/src/test/signature-mistakes.py",
        "apiKey": API_KEY,
        "secretKey": SECRET,
        "path": PATH,
        "timestamp": TIMESTAMP,
        "nonce": NONCE,
    }
    singles = list(rows())
    combined = list(pairs())[::EVERY]
    texts = [f" {json.dumps(name)}: {json.dumps(value)}" for name, value in document.items()]
    texts.append(f' "requests": {lines(singles + combined)}')
    text = "{\n" + ",\n".join(texts) + "\n}\n"
    count = f"{len(singles)} requests and {len(combined)} pairs of mistakes"
    if arguments == ["--check"]:
        if FILE.read_text(encoding="ascii") != text:
            sys.exit(f"{FILE.name} is not what signature-mistakes.py computes; run it without --check")
        print(f"{FILE.name}: {count}, all as computed")
    elif arguments:
        sys.exit(f"signature-mistakes.py: expected nothing or --check, got {' '.join(arguments)}")
    else:
        FILE.write_text(text, encoding="ascii")
        print(f"{FILE.name}: wrote {count}")


if __name__ == "__main__":
    main(sys.argv[1:])
