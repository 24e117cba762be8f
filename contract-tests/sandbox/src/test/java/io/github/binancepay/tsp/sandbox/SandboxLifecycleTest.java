package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting and closing. */
class SandboxLifecycleTest extends SandboxFixture {

  @Test
  void listensOnAFreePortOnly() throws IOException {
    int port = URI.create(sandbox.baseUrl()).getPort();
    SandboxBuilder same = builder().port(port);
    assertThatThrownBy(same::start)
        .isInstanceOf(BindException.class)
        .hasMessageContaining("127.0.0.1, port " + port);
    sandbox.close();
    sandbox.close();

    try (Sandbox next = same.start()) {
      assertThat(next.baseUrl()).isEqualTo("http://127.0.0.1:" + port);
      new TestRequest().sendTo(next).assertCreated();
    }
  }

  @Test
  void namesAnUnusableAddress() {
    assertThatThrownBy(() -> builder().host("192.0.2.1").start())
        .isInstanceOf(BindException.class)
        .hasMessageStartingWith("Cannot listen on 192.0.2.1, port 0: ");
  }

  @Test
  void startsASecondTimeWithTheSameDefaults() throws IOException {
    SandboxBuilder builder = builder();
    builder.start().close();
    builder.credentials("my-key", "my-secret").merchant("merchant2", "Merchant Two");

    try (Sandbox second = builder.start()) {
      new TestRequest().sendTo(second).assertFailure("400004");
      new TestRequest().credentials("my-key", "my-secret").sendTo(second).assertFailure("406210");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 127.0.0.1", "'::', [::1]", "::1, [::1]", "localhost, localhost"})
  void hasABaseUrlThatCanBeUsedWhereverItListens(String host, String reachedAt) throws IOException {
    try (Sandbox own = builder().host(host).start()) {
      assertThat(own.baseUrl()).startsWith("http://" + reachedAt + ":");
      new TestRequest().sendTo(own).assertCreated();
    }
  }

  @Test
  void waitsForTheResponsesInFlightBeforeItIsClosed() throws Exception {
    try (Socket inFlight = sendWithoutBody(sandbox.baseUrl())) {
      var closed = CompletableFuture.runAsync(sandbox::close);
      awaitRefusal(sandbox.baseUrl());

      inFlight.getOutputStream().write("{}".getBytes(UTF_8));

      assertThat(receiveAll(inFlight)).contains("400007");
      closed.get();
    }
  }

  @Test
  void waitsNoLongerThanItIsTold() throws IOException {
    restart(builder().with(it -> it.closeTimeout = Duration.ofMillis(10)));
    try (Socket inFlight = sendWithoutBody(sandbox.baseUrl())) {
      sandbox.close();

      assertThat(receiveAll(inFlight)).doesNotContain("200");
    }
  }
}
