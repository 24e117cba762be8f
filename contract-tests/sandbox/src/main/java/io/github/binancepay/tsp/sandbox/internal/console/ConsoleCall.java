package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.exchange.LoggedRequest;
import io.github.binancepay.tsp.sandbox.internal.exchange.RequestLog;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Signs a request, and hands it to the operation without a connection: it holds no thread. */
final class ConsoleCall {
  private final Provider provider;
  private final RequestLog log;

  ConsoleCall(Provider provider, RequestLog log) {
    this.provider = provider;
    this.log = log;
  }

  LoggedRequest send(Operation operation, String body, SigningMistake mistake) {
    SandboxRequest request = signed(operation, body, mistake);
    return log.record(request, operation.respond(request, provider));
  }

  private SandboxRequest signed(Operation operation, String body, SigningMistake mistake) {
    long now = provider.nowMillis();
    String nonce = UUID.randomUUID().toString().replace("-", "");
    String apiKey = provider.apiKeys().first();
    SigningMistake.Draft draft = new SigningMistake.Draft(apiKey, now, nonce, body);
    mistake.change().accept(draft);
    byte[] sent = draft.sentBody.getBytes(UTF_8);
    return new SandboxRequest(
        "POST",
        operation.path(),
        "",
        List.of(
            new Header("Host", URI.create(provider.settings().baseUrl()).getAuthority()),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", Integer.toString(sent.length)),
            new Header(TransportChecks.TIMESTAMP, draft.timestamp),
            new Header(TransportChecks.NONCE, draft.nonce),
            new Header(TransportChecks.API_KEY, draft.apiKey),
            new Header(
                TransportChecks.SIGNATURE,
                draft.signature(provider.apiKeys().check(apiKey).orElseThrow()))),
        Optional.of(sent),
        now);
  }
}
