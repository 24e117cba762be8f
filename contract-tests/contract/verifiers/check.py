"""Runs the commands of contract-tests/README.md against the runnable jar.

Three providers that are broken on purpose must fail, with the name of the field. A stand-in for a
Pact Broker keeps what it receives, and decides with it whether a version can be deployed.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VERIFIERS = "contract-tests/contract/verifiers"
PAGE = (ROOT / "contract-tests/README.md").read_text()
JAR = "contract-tests/sandbox/target/binance-pay-sandbox.jar"
INTERACTIONS = 24

# What a broken provider changes in a response, and the field that a verifier has to name.
BREAKS = {
    "allowScopes": (b'"allowScopes":', b'"scopes":'),
    "ipWhitelist": (b'"ipWhitelist":["192.168.1.1"]', b'"ipWhitelist":"192.168.1.1"'),
    "code": (b'"code":"406210"', b'"code":"406211"'),
}


class Server(BaseHTTPRequestHandler):
    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def serve(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def broken_provider(sandbox, old, new):
    class Broken(Server):
        def do_POST(self):
            headers = {name: value for name, value in self.headers.items() if name != "Host"}
            request = urllib.request.Request(sandbox + self.path, self.body(), headers)
            try:
                response = urllib.request.urlopen(request)
            except urllib.error.HTTPError as failure:
                response = failure
            kept = [
                (name, value)
                for name, value in response.headers.items()
                if name.lower() in ("content-type", "pact-message-metadata")
            ]
            self.reply(response.status, response.read().replace(old, new), kept)

    return serve(Broken)


def broker(received):
    """A client may be deployed where a provider is deployed that passed its pact."""

    class Broker(Server):
        def answer(self):
            base = "http://" + self.headers["Host"]
            body = self.body()
            if self.headers["Authorization"] != "Bearer token":
                return self.reply(401, b"{}")
            received.append((self.command, self.path, body))
            self.reply(
                200,
                json.dumps(self.resource(base, body)).encode(),
                [("Content-Type", "application/hal+json")],
            )

        def resource(self, base, body):
            link = lambda path: {"href": base + path, "title": path, "name": "production"}
            if self.path == "/":
                paths = {
                    "pb:publish-contracts": "/contracts/publish",
                    "pb:provider-pacts-for-verification": "/provider/{provider}/pacts",
                    "pb:environments": "/environments",
                    "pb:pacticipant-version": "/pacticipants/{pacticipant}/versions/{version}",
                }
                return {"_links": {name: link(path) for name, path in paths.items()}}
            if self.path == "/contracts/publish":
                return {"notices": [], "_links": {"pb:contracts": [link("/pact")]}}
            if self.path.startswith("/provider/"):
                pact = {"shortDescription": "latest", "_links": {"self": link("/pact")}}
                return {"_links": {"self": link(self.path)}, "_embedded": {"pacts": [pact]}}
            if self.path == "/pact":
                (sent,) = sent_to(received, "/contracts/publish")
                pact = json.loads(base64.b64decode(sent["contracts"][0]["content"]))
                links = {
                    "pb:provider": link("/pacticipants/binance-pay"),
                    "pb:publish-verification-results": link("/results"),
                }
                return {**pact, "_links": links}
            if self.path == "/environments":
                production = {"name": "production", "uuid": "1", "_links": {"self": link("/")}}
                return {"_embedded": {"environments": [production]}}
            if self.path.startswith("/matrix"):
                passed = any(result["success"] for result in sent_to(received, "/results"))
                deployed = sent_to(received, "/pacticipants/binance-pay/versions/4.5.6/deployed")
                summary = {"deployable": passed and bool(deployed), "reason": "stand-in"}
                return {"summary": summary, "matrix": [], "notices": []}
            if self.path == "/pacticipants/binance-pay":
                versions = link("/pacticipants/binance-pay/branches/{branch}/versions/{version}")
                return {"_links": {"pb:branch-version": versions}}
            return {"number": "1", "_links": {"pb:record-deployment": [link(self.path + "/deployed")]}}

        do_GET = do_POST = do_PUT = answer

    return serve(Broker)


def sent_to(received, path):
    return [json.loads(body or b"{}") for method, sent, body in received if sent == path and method != "GET"]


def start(jar, *arguments):
    process = subprocess.Popen(
        ["java", "-jar", jar, *arguments, "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    started.append(process)
    address = re.search(r"listening on (http://\S+)", process.stdout.readline())[1]
    threading.Thread(target=process.stdout.read, daemon=True).start()
    return address


def command(name):
    """The commands behind the comment of this name in the page."""
    return re.search(rf"<!-- check: {name} -->\n```\w*\n(.*?)```", PAGE, re.DOTALL)[1]


def run(name, proxy="http://127.0.0.1:8081", sandbox="http://127.0.0.1:8080", **environment):
    text = command(name).replace("http://127.0.0.1:8080", sandbox)
    text = text.replace("http://127.0.0.1:8081", proxy).replace("8081", proxy.rsplit(":", 1)[1])
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        cwd=ROOT,
        env={**os.environ, **environment, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def expect(what, true, result=None):
    print(("ok      " if true else "FAILED  ") + what, flush=True)
    if not true:
        print(result.stdout if result else "")
        sys.exit(1)


def check_verifiers(jar, environment):
    sandbox = start(jar, "--window", "10000")
    proxy = start(jar, "proxy", "--target", sandbox)
    for name in ("pact-python", "pact-js", "pact-cli"):
        result = run(name, proxy, sandbox, **environment)
        verified = len(re.findall(r"\d+m?s verification\)", result.stdout))
        expect(f"{name} verifies the sandbox", result.returncode == 0, result)
        expect(f"{name}: {verified} interactions", verified == INTERACTIONS, result)
    result = run("pact-jvm", proxy, sandbox, **environment)
    expect("pact-jvm verifies the sandbox", result.returncode == 0, result)
    expect("pact-jvm skips nothing", "cannot be set" not in result.stdout, result)
    for field, (old, new) in BREAKS.items():
        broken = f"http://127.0.0.1:{broken_provider(sandbox, old, new)}"
        broken_proxy = start(jar, "proxy", "--target", broken)
        for name in ("pact-python", "pact-js"):
            result = run(name, broken_proxy, broken, **environment)
            named = re.search(rf"(missing the following keys|\$\.\S*).*\b{field}\b", result.stdout)
            expect(f"{name} names {field} of a broken provider", result.returncode and named, result)


def check_broker(jar, environment):
    received = []
    url = f"http://127.0.0.1:{broker(received)}"
    proxy = start(jar, "proxy", "--target", start(jar, "--window", "10000"))
    environment = {
        **environment,
        "PACT_BROKER_BASE_URL": url,
        "PACT_BROKER_TOKEN": "token",
        "CLIENT_VERSION": "1.2.3",
        "PROVIDER_VERSION": "4.5.6",
        "BRANCH": "main",
    }
    steps = [
        ("publish", True),
        ("can-i-deploy", False),
        ("verify", True),
        ("can-i-deploy", False),
        ("deploy-provider", True),
        ("can-i-deploy", True),
        ("deploy-client", True),
    ]
    for name, succeeds in steps:
        result = run(f"broker-{name}", proxy, **environment)
        outcome = "succeeds" if succeeds else "says no"
        expect(f"{name} {outcome}", (result.returncode == 0) == succeeds, result)
    (published,) = sent_to(received, "/contracts/publish")
    expect("the branch of the client is published", published["branch"] == "main")
    (result,) = sent_to(received, "/results")
    expect("a verification is published", result["success"] and result["providerApplicationVersion"] == "4.5.6")
    branch = "/pacticipants/binance-pay/branches/main/versions/4.5.6"
    expect("the branch of the provider is recorded", sent_to(received, branch))
    client = "/pacticipants/binance-pay-tsp-client/versions/1.2.3/deployed"
    expect("the deployment of the client is recorded", sent_to(received, client))


def main():
    for script in ("verify.py", "verify.mjs"):
        expect(f"the page shows {script}", (ROOT / VERIFIERS / script).read_text() in PAGE)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        # A copy, because the command for Pact JVM builds the jar again.
        jar = shutil.copy(ROOT / JAR, folder)
        environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "PACT_DO_NOT_TRACK": "true"}
        for name in ("install-python", "install-js"):
            result = run(name, **environment)
            expect(name, result.returncode == 0, result)
        result = run("compare", **environment)
        valid = result.returncode == 0 and '"type":"error"' not in result.stdout
        expect("the pact is valid against the document", valid, result)
        check_verifiers(jar, environment)
        check_broker(jar, environment)


started = []
try:
    main()
finally:
    for process in started:
        process.kill()
