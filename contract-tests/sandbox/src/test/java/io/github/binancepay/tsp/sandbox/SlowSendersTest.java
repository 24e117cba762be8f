package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that take their time, or never end. */
class SlowSendersTest extends SandboxFixture {
  private static final String HALF =
      "POST " + TestRequest.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{";

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeSockets() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void halfABodyHoldsNoThreadAndTooManyAreRejected() throws Exception {
    open(Limits.UNFINISHED_BODIES + 20, HALF);

    send().assertCreated();
    assertThat(receiveAll(firstAnswered())).contains("too many bodies have not arrived yet");
  }

  @Test
  void aBodyIsRejectedAfterItsTimeout() throws IOException {
    restart(Duration.ofMillis(200));
    open(1, HALF);

    assertThat(receiveAll(sockets.get(0)))
        .contains("\"400001\"", "the body took too long to arrive");
    send().assertCreated();
  }

  @Test
  void slowBytesDoNotExtendTheTimeout() throws Exception {
    restart(Duration.ofMillis(200));
    open(1, HALF);
    Socket socket = sockets.get(0);
    Thread drips = new Thread(() -> drip(socket));
    drips.start();

    // What drips in after the response may reset the connection before the response is read.
    try {
      assertThat(receiveAll(socket)).startsWith("HTTP/1.1 400 ");
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    socket.close();
    drips.join();
    send().assertCreated();
  }

  private void restart(Duration bodyTimeout) throws IOException {
    restart(builder().with(it -> it.bodyTimeout = bodyTimeout));
  }

  private void open(int count, String bytes) throws IOException {
    for (int i = 0; i < count; i++) {
      sockets.add(sendRaw(bytes));
    }
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
      while (true) {
        socket.getOutputStream().write('x');
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
