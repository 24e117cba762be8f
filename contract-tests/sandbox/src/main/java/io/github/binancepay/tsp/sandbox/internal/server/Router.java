package io.github.binancepay.tsp.sandbox.internal.server;

import io.github.binancepay.tsp.sandbox.internal.console.Console;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import io.github.binancepay.tsp.sandbox.internal.exchange.HttpReply;
import io.github.binancepay.tsp.sandbox.internal.exchange.OriginCheck;
import io.github.binancepay.tsp.sandbox.internal.exchange.RequestLog;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.util.Map;
import java.util.Optional;

/** Decides by path and method what responds to a request: the console or an operation. */
public final class Router {
  /**
   * Response to a request.
   *
   * @param target the target of the request, for the log
   * @param reply empty to drop the connection
   */
  record Routed(String target, Optional<HttpReply> reply, String summary) {}

  private final Provider provider;
  private final Console console;
  private final RequestLog log;
  private final OriginCheck origins;

  public Router(Provider provider, Console console, RequestLog log, OriginCheck origins) {
    this.provider = provider;
    this.console = console;
    this.log = log;
    this.origins = origins;
  }

  Provider provider() {
    return provider;
  }

  /** Responds to a request that this address and port of the machine received. */
  Routed respond(SandboxRequest request, String localAddress, int port) {
    if (console.serves(request.method(), request.path())) {
      HttpReply reply = console.respond(request, localAddress, port);
      return new Routed("console", Optional.of(reply), reply.summary());
    }
    Optional<String> rejected = origins.rejectsBrowser(request, localAddress, port);
    ProviderResponse response =
        rejected.isPresent() ? ProviderResponse.blocked(rejected) : operation(request);
    return logged(request, response);
  }

  private ProviderResponse operation(SandboxRequest request) {
    Optional<Operation> operation = Operations.at(request.path());
    return operation.isPresent()
        ? operation.get().respond(request, provider)
        : ProviderResponse.blocked(
            Optional.of(
                "there is no operation at this path"
                    + NearestName.of(request.path(), Operations.paths())
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("")));
  }

  /** Lists a response in the console. The log does not repeat an unknown path. */
  Routed logged(SandboxRequest request, ProviderResponse response) {
    log.record(request, response);
    return new Routed(
        Operations.at(request.path()).map(Operation::operationId).orElse("on another path,"),
        response instanceof ProviderResponse.Sent sent
            ? Optional.of(reply(sent))
            : Optional.empty(),
        response.summary());
  }

  private static HttpReply reply(ProviderResponse.Sent sent) {
    return new HttpReply(
        sent.httpStatus(),
        sent.contentType(),
        sent.body(),
        sent.diagnosis()
            .map(found -> Map.of(ProviderResponse.DIAGNOSIS_HEADER, found))
            .orElse(Map.of()),
        sent.summary());
  }
}
