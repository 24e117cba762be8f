package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that take their time, or never end. */
@Timeout(60)
class SlowSendersTest {
  private static final String HALF =
      "POST "
          + SignedRequest.PATH
          + " HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 100000\r\n\r\n{";

  private final List<Socket> sockets = new ArrayList<>();
  private Sandbox sandbox;

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sandbox.close();
  }

  @Test
  void holdNoThreadWithHalfABodyAndAreRejectedWhenTheyAreTooMany() throws Exception {
    start(Duration.ofMinutes(1));
    for (int i = 0; i < BodyReader.MAX_UNFINISHED + 20; i++) {
      send(HALF);
    }

    assertServes();
    assertThat(Reply.of(firstAnswered().getInputStream().readAllBytes()).errorMessage())
        .contains("too many bodies have not arrived yet");
  }

  @Test
  void holdNoThreadWithHalfARequestLine() throws IOException {
    start(Duration.ofMinutes(1));
    for (int i = 0; i < 210; i++) {
      send("POST /");
    }

    assertServes();
  }

  @Test
  void areRejectedWhenTheTimeoutOfABodyIsOver() throws IOException {
    start(Duration.ofMillis(200));

    Reply reply = Reply.of(send(HALF).getInputStream().readAllBytes());

    assertThat(reply.assertFailure("400001").errorMessage())
        .contains("the body took longer than 200 ms");
    assertServes();
  }

  @Test
  void doNotPostponeThatBySendingADripNowAndThen() throws Exception {
    start(Duration.ofMillis(200));
    Socket socket = send(HALF);
    Thread drips = new Thread(() -> drip(socket));
    drips.start();

    // What drips in after the response may reset the connection before the response is read.
    try {
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 400 ");
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    socket.close();
    drips.join();
    assertServes();
  }

  private Socket firstAnswered() throws IOException, InterruptedException {
    while (true) {
      for (Socket socket : sockets) {
        if (socket.getInputStream().available() > 0) {
          return socket;
        }
      }
      Thread.sleep(1);
    }
  }

  private static void drip(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write('x');
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Duration bodyTimeout) throws IOException {
    sandbox =
        Sandbox.builder()
            .clock(Clock.fixed(SignedRequest.NOW, ZoneOffset.UTC))
            .bodyTimeout(bodyTimeout)
            .start();
  }

  private Socket send(String bytes) throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    sockets.add(socket);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return socket;
  }

  private void assertServes() {
    new SignedRequest().sendTo(sandbox).assertCreated();
  }
}
