import sys
from urllib.parse import urlsplit

from pact import Verifier

pact, url = sys.argv[1:]
address = urlsplit(url)
(
    Verifier("binance-pay", host=address.hostname)
    .add_transport(url=url)
    .add_transport(protocol="message", port=address.port, path="/sandbox/pact-messages")
    .state_handler(url + "/sandbox/provider-states", body=True)
    .set_request_timeout(30_000)
    .add_source(pact)
    .verify()
)
