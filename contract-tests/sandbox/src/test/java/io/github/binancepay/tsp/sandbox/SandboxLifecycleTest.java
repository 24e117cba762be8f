package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting and closing. */
class SandboxLifecycleTest {
  private final Clock clock = Clock.fixed(SignedRequest.NOW, ZoneOffset.UTC);

  @Test
  void refusesAPortThatIsInUse() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      int port = URI.create(sandbox.baseUrl()).getPort();

      assertThatThrownBy(() -> Sandbox.builder().port(port).start())
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void freesItsPortWhenItIsClosed() throws IOException {
    Sandbox sandbox = Sandbox.builder().start();
    int port = URI.create(sandbox.baseUrl()).getPort();
    sandbox.close();
    sandbox.close();

    try (Sandbox next = Sandbox.builder().clock(clock).port(port).start()) {
      assertThat(next.baseUrl()).isEqualTo("http://127.0.0.1:" + port);
      new SignedRequest().sendTo(next).assertCreated();
    }
  }

  @Test
  void startsASecondTimeWithTheSameDefaults() throws IOException {
    Sandbox.Builder builder = Sandbox.builder().clock(clock);
    builder.start().close();
    builder.credentials("my-key", "my-secret").merchant("merchant2", "Merchant Two");

    try (Sandbox second = builder.start()) {
      new SignedRequest().sendTo(second).assertFailure("400004");
      new SignedRequest().credentials("my-key", "my-secret").sendTo(second).assertFailure("406210");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 127.0.0.1", "'::', [::1]", "::1, [::1]", "localhost, localhost"})
  void hasABaseUrlThatCanBeUsedWhereverItListens(String host, String reachedAt) throws IOException {
    try (Sandbox sandbox = Sandbox.builder().clock(clock).host(host).start()) {
      assertThat(sandbox.baseUrl()).startsWith("http://" + reachedAt + ":");
      new SignedRequest().sendTo(sandbox).assertCreated();
    }
  }

  @Test
  void waitsForTheResponsesInFlightBeforeItIsClosed() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Sandbox sandbox =
        Sandbox.builder()
            .clock(clock)
            .around(
                handler ->
                    new Handler.Wrapper(handler) {
                      @Override
                      public boolean handle(Request request, Response response, Callback callback)
                          throws Exception {
                        received.countDown();
                        released.await();
                        return super.handle(request, response, callback);
                      }
                    })
            .start();
    var reply = CompletableFuture.supplyAsync(() -> new SignedRequest().sendTo(sandbox));
    received.await();

    var closed = CompletableFuture.runAsync(sandbox::close);
    awaitRefusal(sandbox);
    released.countDown();

    reply.get().assertCreated();
    closed.get();
  }

  @Test
  void waitsNoLongerThanItIsTold() throws IOException {
    Sandbox sandbox = Sandbox.builder().clock(clock).closeTimeout(Duration.ofMillis(10)).start();
    try (Socket half = connect(sandbox)) {
      half.setSoTimeout(20_000);
      half.getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{".getBytes(UTF_8));
      new SignedRequest().sendTo(sandbox).assertCreated();

      sandbox.close();

      assertThat(new String(half.getInputStream().readAllBytes(), UTF_8)).doesNotContain("200");
    }
  }

  // Closing begins with refusing connections.
  private static void awaitRefusal(Sandbox sandbox) throws InterruptedException {
    while (true) {
      try {
        connect(sandbox).close();
        Thread.sleep(1);
      } catch (IOException refused) {
        return;
      }
    }
  }

  private static Socket connect(Sandbox sandbox) throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    return new Socket(uri.getHost(), uri.getPort());
  }
}
