package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.exchange.OriginCheck;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.server.BodyReader;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxHandler;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Signs each request and forwards it to one target, without redirects and retries. */
final class SigningProxy extends Handler.Abstract implements AutoCloseable {
  /** More than the threads of the server: a request that waits holds none. */
  static final int MAX_IN_FLIGHT = 250;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Headers of one connection, and headers that the proxy or the JDK's client sets. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          ("connection keep-alive proxy-connection te trailer transfer-encoding upgrade"
                  + " http2-settings host content-length expect origin referer sec-fetch-site"
                  + " sec-fetch-mode sec-fetch-dest sec-fetch-user binancepay-timestamp"
                  + " binancepay-nonce binancepay-certificate-sn binancepay-signature")
              .split(" ", -1));

  private final String target;
  private final SigningKeys keys;
  private final OriginCheck origins = new OriginCheck("127.0.0.1");
  private final BodyReader bodies = new BodyReader(Limits.BODY_TIMEOUT);
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final SandboxServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** Starts a proxy on 127.0.0.1. */
  SigningProxy(String target, SigningKeys keys, int port) throws IOException {
    this.target = target;
    this.keys = keys;
    this.server = new SandboxServer("127.0.0.1", port);
    server.start(this, SigningProxy::fail);
  }

  String baseUrl() {
    return server.baseUrl();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SandboxRequest received = SandboxHandler.received(request, Optional.empty(), 0);
    // A page of another site could otherwise have its requests signed. Any port is accepted in
    // Host, because pact-js has a proxy of its own in front of this one, and keeps the Host of it.
    Optional<String> rejected =
        origins.rejects(received, Request.getLocalAddr(request), Request.getServerPort(request));
    if (rejected.isPresent()) {
      throw failure(403, "Rejected: " + rejected.get());
    }
    if (!inFlight.tryAcquire()) {
      throw failure(503, MAX_IN_FLIGHT + " requests are in flight; try again later");
    }
    var unused =
        bodies
            .read(request)
            .thenCompose(body -> send(received, request.getHttpURI().getPathQuery(), body))
            .whenComplete(
                (upstream, thrown) -> {
                  inFlight.release();
                  if (thrown == null) {
                    write(upstream, response, callback);
                  } else {
                    Response.writeError(request, response, callback, rejection(thrown));
                  }
                });
    return true;
  }

  private static void write(HttpResponse<byte[]> upstream, Response response, Callback callback) {
    response.setStatus(upstream.statusCode());
    upstream.headers().map().entrySet().stream()
        .filter(header -> isForwarded(header.getKey()))
        .forEach(header -> response.getHeaders().put(header.getKey(), header.getValue()));
    response.write(true, ByteBuffer.wrap(upstream.body()), callback);
  }

  private HttpRequest signed(SandboxRequest received, String pathAndQuery, byte[] body) {
    if (pathAndQuery == null || !pathAndQuery.startsWith("/")) {
      throw failure(400, "The path must start with /");
    }
    try {
      HttpRequest.Builder signed =
          HttpRequest.newBuilder(URI.create(target + pathAndQuery))
              .timeout(TIMEOUT)
              .method(
                  received.method(),
                  body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      received.headers().stream()
          .filter(header -> isForwarded(header.name()))
          .forEach(header -> signed.header(header.name(), header.value()));
      // Signed last, because a signature is valid for one second.
      keys.headers(System.currentTimeMillis(), SigningKeys.newNonce(), body)
          .forEach(signed::setHeader);
      received.headerValues(TransportChecks.API_KEY).stream()
          .filter(apiKey -> !apiKey.isEmpty() && !apiKey.equals(Sandbox.DEFAULT_API_KEY))
          .forEach(apiKey -> signed.setHeader(TransportChecks.API_KEY, apiKey));
      return signed.build();
    } catch (IllegalArgumentException e) {
      throw failure(400, "The method, the path or a header cannot be forwarded");
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> send(
      SandboxRequest received, String pathAndQuery, Optional<byte[]> body) {
    byte[] bytes = body.orElseThrow(() -> failure(413, "The body is larger than 128 KiB"));
    return http.sendAsync(signed(received, pathAndQuery, bytes), BodyHandlers.ofByteArray());
  }

  private HttpException.RuntimeException rejection(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (!(cause instanceof IOException)) {
      return BodyReader.rejection(cause);
    }
    boolean sent = !(cause instanceof ConnectException || cause instanceof SSLHandshakeException);
    String reason = "No response from " + target + " (" + cause.getClass().getSimpleName() + "); ";
    return failure(502, reason + (sent ? "it may have received the request" : "nothing was sent"));
  }

  private static boolean isForwarded(String header) {
    return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
  }

  private static HttpException.RuntimeException failure(int status, String message) {
    return new HttpException.RuntimeException(status, message);
  }

  /** Writes a failure that Jetty or the proxy itself reports. */
  private static boolean fail(Request request, Response response, Callback callback) {
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    String error = message == null ? "The proxy cannot read the request" : message.toString();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = new Gson().toJson(Map.of("error", error)).getBytes(UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  @Override
  public void close() {
    server.close(Duration.ofSeconds(1), () -> {});
  }
}
