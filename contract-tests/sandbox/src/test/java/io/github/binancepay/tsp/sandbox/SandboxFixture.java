package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox for every test, with a clock that stands still. */
abstract class SandboxFixture {
  static final Instant NOW = SignedRequest.NOW;

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
  final Sandbox.Builder builder() {
    return Sandbox.builder().clock(clock);
  }

  final Reply send() {
    return send(UnaryOperator.identity());
  }

  final Reply send(UnaryOperator<SignedRequest> change) {
    return change.apply(new SignedRequest()).sendTo(sandbox);
  }

  /** Opens a connection, and sends bytes as they are. */
  final Socket sendRaw(String bytes) throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return socket;
  }

  /** Everything that is sent until the connection ends. */
  static String receiveAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
