package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.Reply;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.sandbox.TestReceiver;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(SandboxExtension.class)
class SigningProxyTest {
  private static final String PATH = QueryAuthorizations.OPERATION.path();
  // Not as a serialiser writes it, so that only a signature of the raw bytes passes.
  private static final String BODY = "{ \"page\": 1,\t\"rows\":10, \"merchantId\": \"é\" }\n";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SigningProxy> proxies = new ArrayList<>();

  @AfterEach
  void close() {
    proxies.forEach(SigningProxy::close);
  }

  @Test
  void signsTheBytesOfARequestWithoutHeaders(Sandbox sandbox) throws Exception {
    send(proxy(sandbox.baseUrl())).assertCreated();
  }

  @Test
  void replacesTimestampNonceAndSignature(Sandbox sandbox) throws Exception {
    String proxy = proxy(sandbox.baseUrl() + "/");

    for (int i = 0; i < 2; i++) {
      send(
              proxy,
              "BinancePay-Timestamp",
              "1761955200000",
              "BinancePay-Nonce",
              "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy",
              "BinancePay-Certificate-SN",
              "sandbox-api-key",
              "BinancePay-Signature",
              "0123456789ABCDEF")
          .assertCreated();
    }
  }

  @Test
  void keepsAnApiKeyThatIsNotTheDefault(Sandbox sandbox) throws Exception {
    send(proxy(sandbox.baseUrl()), "BinancePay-Certificate-SN", "no-such-api-key")
        .assertFailure("400004");
  }

  @Test
  void replacesTheDefaultApiKeyByTheOneThatItIsGiven() throws Exception {
    try (Sandbox sandbox = Sandbox.builder().credentials("key", "secret").start()) {
      SigningKeys keys = new SigningKeys("key", "secret", true);
      String proxy = proxy(sandbox.baseUrl(), keys);

      send(proxy, "BinancePay-Certificate-SN", "sandbox-api-key").assertCreated();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: example.com",
        "Host: OWN.example.com",
        "Host: OWN\r\nOrigin: http://example.com",
        "Host: OWN\r\nOrigin: null",
        "Host: OWN\r\nSec-Fetch-Site: cross-site",
        "Host: OWN\r\nHost: example.com"
      })
  void rejectsARequestFromAnotherSite(String headers, Sandbox sandbox) throws IOException {
    Reply reply = sendRaw(proxy(sandbox.baseUrl()), "POST /sandbox/reset", headers);

    assertThat(reply.httpStatus()).isIn(400, 403);
    assertThat(reply.json().keySet()).containsExactly("error");
  }

  @Test
  void forwardsEachPathToItsTargetAndRejectsAnotherHost(Sandbox sandbox) throws IOException {
    String proxy = proxy(sandbox.baseUrl());
    String path = "/sandbox/requests";

    assertThat(sendRaw(proxy, "GET " + path, "Host: OWN").json().keySet()).contains("requests");
    assertThat(sendRaw(proxy, "GET http://example.com" + path, "Host: OWN").json().keySet())
        .containsExactly("error");
    assertThat(sendRaw(proxy, "OPTIONS *", "Host: OWN").httpStatus()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: 127.0.0.1:1", "Host: localhost"})
  void acceptsTheHostOfAnotherLocalProxy(String host, Sandbox sandbox) throws IOException {
    Reply reply = sendRaw(proxy(sandbox.baseUrl()), "GET /sandbox/requests", host);

    assertThat(reply.json().keySet()).contains("requests");
  }

  @Test
  void reportsAnUnreachableTarget() throws Exception {
    String target;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      target = "http://127.0.0.1:" + closed.getLocalPort();
    }

    Reply reply = send(proxy(target));

    assertThat(reply.httpStatus()).isEqualTo(502);
    assertThat(reply.json().get("error").getAsString())
        .isEqualTo("No response from " + target + " (ConnectException); nothing was sent");
  }

  @Test
  void returnsARedirectWithoutFollowingIt() throws Exception {
    try (TestReceiver target = new TestReceiver()) {
      target.thenRespond(
          exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
          });

      assertThat(send(proxy(target.url())).httpStatus()).isEqualTo(307);
    }
  }

  @Test
  void respondsWith503WhenTooManyRequestsAreInFlight() throws Exception {
    // Connections are accepted by the system, but nothing responds.
    try (ServerSocket silent = new ServerSocket(0, 300, InetAddress.getLoopbackAddress())) {
      String proxy = proxy("http://127.0.0.1:" + silent.getLocalPort());
      List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
      for (int i = 0; i <= SigningProxy.MAX_IN_FLIGHT; i++) {
        responses.add(
            http.sendAsync(
                HttpRequest.newBuilder(URI.create(proxy)).build(), BodyHandlers.ofByteArray()));
      }

      CompletableFuture<Object> first =
          CompletableFuture.anyOf(responses.toArray(CompletableFuture[]::new));

      assertThat(((HttpResponse<?>) first.get()).statusCode()).isEqualTo(503);
    }
  }

  private String proxy(String target) throws IOException {
    return proxy(target, SigningKeys.OF_SANDBOX);
  }

  private String proxy(String target, SigningKeys keys) throws IOException {
    SigningProxy proxy = new SigningProxy(ProxyCommand.baseUrl(target, keys), keys, 0);
    proxies.add(proxy);
    return proxy.baseUrl();
  }

  private Reply send(String proxy, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(proxy + PATH))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(BODY));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Reply.of(http.send(request.build(), BodyHandlers.ofByteArray()));
  }

  private static Reply sendRaw(String proxy, String line, String headers) throws IOException {
    URI url = URI.create(proxy);
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request =
          line + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      String sent = request.replace("OWN", url.getAuthority());
      socket.getOutputStream().write(sent.getBytes(UTF_8));
      return Reply.of(socket.getInputStream().readAllBytes());
    }
  }
}
