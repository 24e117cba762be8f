package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts a sandbox for each test, with a settable clock, and sends requests to it. */
public abstract class SandboxFixture {
  static final Instant NOW = TestRequest.NOW;
  static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

  final SettableClock clock = new SettableClock(NOW);
  Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = builder().start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** Creates a builder with the clock of the test. */
  final SandboxBuilder builder() {
    return Sandbox.builder().clock(clock);
  }

  /** Starts another sandbox in place of the current one. */
  final void restart(SandboxBuilder described) throws IOException {
    sandbox.close();
    sandbox = described.start();
  }

  /** Sends a right request. */
  final Reply send() {
    return send(UnaryOperator.identity());
  }

  final Reply send(UnaryOperator<TestRequest> change) {
    return change.apply(new TestRequest()).sendTo(sandbox);
  }

  /** Calls an operation with this body. */
  final Reply call(Operation operation, String body) {
    return send(request -> request.operation(operation, body).at(clock.instant()));
  }

  /** Creates an authorization, and returns its id. */
  final String create() {
    return send(request -> request.at(clock.instant())).assertCreated().text("authorizationId");
  }

  /** Lists the first ten authorizations of a merchant. */
  final Reply query(String merchantId) {
    return call(
        QueryAuthorizations.OPERATION,
        "{\"page\":1,\"rows\":10,\"merchantId\":\"" + merchantId + "\"}");
  }

  /** Lists the first ten authorizations. */
  final String record() {
    return call(QueryAuthorizations.OPERATION, "{\"page\":1,\"rows\":10}").body();
  }

  /** Lists the requests that the console shows, oldest first. */
  final List<JsonObject> requests() throws IOException {
    return get("/sandbox/requests").objects("requests");
  }

  final Reply get(String path) throws IOException {
    return send("GET " + path, "", "");
  }

  final Reply post(String path) throws IOException {
    return post(path, "", "");
  }

  final Reply post(String path, String headers, String form) throws IOException {
    return send("POST " + path, headers, form);
  }

  /** Sends a request line, these headers besides Host, and a form. */
  final Reply send(String line, String headers, String form) throws IOException {
    return sendTo(sandbox, line, "Host: " + host() + "\r\n" + headers, form);
  }

  static Reply sendTo(Sandbox to, String line, String headers, String form) throws IOException {
    String request = "%s HTTP/1.1\r\n%sConnection: close\r\nContent-Length: %s\r\n\r\n%s";
    try (Socket socket =
        sendRaw(to.baseUrl(), request.formatted(line, headers, form.length(), form))) {
      return Reply.of(socket.getInputStream().readAllBytes());
    }
  }

  final String host() {
    return URI.create(sandbox.baseUrl()).getAuthority();
  }

  /** Opens a connection, and sends raw bytes. */
  final Socket sendRaw(String bytes) throws IOException {
    return sendRaw(sandbox.baseUrl(), bytes);
  }

  static Socket sendRaw(String baseUrl, String bytes) throws IOException {
    URI uri = URI.create(baseUrl);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return socket;
  }

  /** Reads until the connection ends. */
  static String receiveAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Sends the headers of a request, and returns when the sandbox waits for the body. */
  public static Socket sendWithoutBody(String baseUrl) throws IOException {
    String headers = "POST " + TestRequest.PATH + " HTTP/1.1\r\nHost: x\r\n";
    Socket socket = sendRaw(baseUrl, headers + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), ISO_8859_1))
        .isEqualTo(goOn);
    return socket;
  }

  /** Waits until connections are refused, which is the first step of closing. */
  public static void awaitRefusal(String baseUrl) throws InterruptedException {
    while (true) {
      try {
        sendRaw(baseUrl, "").close();
        Thread.sleep(1);
      } catch (IOException refused) {
        return;
      }
    }
  }
}
