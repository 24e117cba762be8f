package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A sandbox for every test, with a clock that stands still. Not one of {@link SandboxExtension}:
 * these tests close it, and start others in its place.
 */
public abstract class SandboxFixture {
  static final Instant NOW = TestRequest.NOW;

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

  /** Describes another one, which has the same clock. */
  final SandboxBuilder builder() {
    return Sandbox.builder().clock(clock);
  }

  final Reply send() {
    return send(UnaryOperator.identity());
  }

  final Reply send(UnaryOperator<TestRequest> change) {
    return change.apply(new TestRequest()).sendTo(sandbox);
  }

  /** Calls an operation of the sandbox, with this body. */
  final Reply call(Operation operation, String body) {
    return send(request -> request.operation(operation, body));
  }

  final Socket sendRaw(String bytes) throws IOException {
    return sendRaw(sandbox.baseUrl(), bytes);
  }

  /** Opens a connection, and sends bytes as they are. */
  static Socket sendRaw(String baseUrl, String bytes) throws IOException {
    URI uri = URI.create(baseUrl);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return socket;
  }

  /** Everything that is sent until the connection ends. */
  static String receiveAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Sends the head of a request, and returns when the sandbox waits for the body. */
  public static Socket sendWithoutBody(String baseUrl) throws IOException {
    String head = "POST " + TestRequest.PATH + " HTTP/1.1\r\nHost: x\r\n";
    Socket socket = sendRaw(baseUrl, head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), ISO_8859_1))
        .isEqualTo(goOn);
    return socket;
  }

  /** Closing begins with refusing connections. */
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
