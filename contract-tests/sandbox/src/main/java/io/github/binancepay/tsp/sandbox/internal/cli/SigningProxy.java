package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.server.BodyReader;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Signs each request and forwards it to one target, without redirects and retries. No request holds
 * a thread while the target responds.
 */
final class SigningProxy extends Handler.Abstract implements AutoCloseable {
  private static final int MAX_IN_FLIGHT = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Headers of one connection, and headers that the proxy or the JDK's client sets. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          ("connection keep-alive proxy-connection te trailer transfer-encoding upgrade"
                  + " http2-settings host content-length expect origin referer binancepay-timestamp"
                  + " binancepay-nonce binancepay-certificate-sn binancepay-signature")
              .split(" ", -1));

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|\\[::1]|127([.][0-9]{1,3}){3})(:[0-9]{1,5})?");

  private final TargetUrl target;
  private final SigningKeys keys;
  private final BodyReader bodies = new BodyReader(TIMEOUT);
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final SandboxServer server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  /** Starts a proxy on 127.0.0.1. */
  SigningProxy(TargetUrl target, SigningKeys keys, int port) throws IOException {
    this.target = target;
    this.keys = keys;
    this.server = new SandboxServer("127.0.0.1", port);
    server.start(
        this,
        (request, response, callback) -> {
          int status = response.getStatus();
          fail(response, callback, status, "The proxy cannot read the request");
          return true;
        });
  }

  String baseUrl() {
    return server.baseUrl();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (isFromAnotherSite(request)) {
      fail(response, callback, 403, "Rejected: Host or Origin is not that of " + baseUrl());
    } else if (!inFlight.tryAcquire()) {
      fail(response, callback, 503, MAX_IN_FLIGHT + " requests are in flight; try again later");
    } else {
      Callback released = Callback.from(inFlight::release, callback);
      CompletableFuture<?> unused =
          bodies
              .read(request)
              .handle(SigningProxy::complete)
              .thenCompose(
                  body -> http.sendAsync(signed(request, body), BodyHandlers.ofByteArray()))
              .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
              .whenComplete(
                  (upstream, failure) -> {
                    if (failure == null) {
                      respond(upstream, response, released);
                    } else {
                      Rejection rejection = rejection(failure);
                      fail(response, released, rejection.status, rejection.getMessage());
                    }
                  });
    }
    return true;
  }

  /** A page of another site could otherwise have its requests signed. */
  private static boolean isFromAnotherSite(Request request) {
    HttpFields headers = request.getHeaders();
    List<String> hosts = headers.getValuesList("Host");
    return hosts.size() != 1
        || !LOOPBACK.matcher(hosts.get(0)).matches()
        || !headers.getValuesList("Origin").stream().allMatch(("http://" + hosts.get(0))::equals)
        || !headers.getValuesList("Sec-Fetch-Site").stream()
            .allMatch(List.of("same-origin", "none")::contains);
  }

  private static byte[] complete(Optional<byte[]> body, Throwable failure) {
    if (failure != null) {
      throw new Rejection(400, "The body did not arrive");
    }
    return body.orElseThrow(() -> new Rejection(413, "The body is larger than 128 KiB"));
  }

  private HttpRequest signed(Request request, byte[] body) {
    HttpRequest.Builder signed =
        HttpRequest.newBuilder(target.resolve(request.getHttpURI().getPathQuery()))
            .method(
                request.getMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (!NOT_FORWARDED.contains(name) && !name.startsWith("sec-fetch-")) {
        signed.header(field.getName(), field.getValue() == null ? "" : field.getValue());
      }
    }
    // Signed last, because a signature is valid for one second.
    keys.headers(Long.toString(System.currentTimeMillis()), SigningKeys.newNonce(), body)
        .forEach(signed::setHeader);
    String apiKey = request.getHeaders().get(TransportChecks.API_KEY);
    if (apiKey != null && !apiKey.isEmpty() && !apiKey.equals(Sandbox.DEFAULT_API_KEY)) {
      signed.setHeader(TransportChecks.API_KEY, apiKey);
    }
    return signed.build();
  }

  private Rejection rejection(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Rejection known) {
      return known;
    }
    if (cause instanceof IllegalArgumentException) {
      return new Rejection(400, "The method, the path or a header cannot be forwarded");
    }
    String reason =
        cause instanceof ConnectException
            ? ": it cannot be reached, and nothing was sent"
            : cause instanceof SSLHandshakeException
                ? ": the TLS handshake failed, and nothing was sent"
                : cause instanceof TimeoutException
                    ? " within " + TIMEOUT.toSeconds() + " s; it may have received the request"
                    : " ("
                        + cause.getClass().getSimpleName()
                        + "); it may have received the request";
    return new Rejection(502, "No response from " + target + reason);
  }

  private static void respond(HttpResponse<byte[]> upstream, Response response, Callback callback) {
    response.setStatus(upstream.statusCode());
    upstream
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders().put(name, values);
              }
            });
    response.write(true, ByteBuffer.wrap(upstream.body()), callback);
  }

  private static void fail(Response response, Callback callback, int status, String message) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = new Gson().toJson(Map.of("error", message)).getBytes(UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** A failure that the proxy itself reports. */
  private static final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Rejection(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  @Override
  public void close() {
    server.close(Duration.ofSeconds(1), () -> {});
  }
}
