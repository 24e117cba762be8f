package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.Samples.API_KEY;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.auth.PayloadSigner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadSignerTest {
  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @EnumSource
  void isCalledOncePerRequest(Calling calling) {
    byte[] hmac = new byte[64];
    BinancePayClient client =
        clientOf(
            payload -> {
              hmac[0]++;
              return hmac;
            });

    calling.call(client);
    calling.call(client);

    assertThat(server.headers("BinancePay-Signature"))
        .containsExactly("01" + "00".repeat(63), "02" + "00".repeat(63));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void sendsNothingIfTheSignerFails(PayloadSigner failing, String problem) {
    BinancePayClient client = clientOf(failing);

    for (Calling calling : Calling.values()) {
      TransportException failure = calling.transportFailure(client);

      assertThat(failure.requestMayHaveBeenSent()).isFalse();
      assertThat(failure)
          .hasMessageContaining("the request could not be signed")
          .hasStackTraceContaining(problem);
    }
    assertThat(server.requestCount()).isZero();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments((PayloadSigner) payload -> null, "returned null"),
        arguments((PayloadSigner) payload -> new byte[63], "returned 63 bytes"),
        arguments(failing(new IOException("HSM offline")), "IOException: HSM offline"),
        arguments(failing(new IllegalStateException("no session")), "no session"));
  }

  private static PayloadSigner failing(Exception failure) {
    return payload -> {
      throw failure;
    };
  }

  @Test
  void interruptedThreadStaysInterrupted() {
    Thread caller = Thread.currentThread();
    BinancePayClient client =
        clientOf(
            payload -> {
              caller.interrupt();
              new CountDownLatch(1).await();
              return new byte[64];
            });

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.createAuthorization(sampleRequest()))
        .withStackTraceContaining("interrupted");

    // Also clears the flag, for the other tests of this thread.
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void sendsNothingIfTheSignerHangsUntilTheCallTimeout(Calling calling) {
    CompletableFuture<byte[]> released = new CompletableFuture<>();
    // Ignores interrupts, as a socket does.
    PayloadSigner hanging = payload -> released.join();
    BinancePayClient client =
        server
            .clientBuilder()
            .credentials(ApiCredentials.withSigner(API_KEY, hanging))
            .httpClient(new OkHttpClient.Builder().callTimeout(Duration.ofMillis(300)).build())
            .build();

    TransportException failure = calling.transportFailure(client);
    released.complete(new byte[64]);

    assertThat(failure).hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  private BinancePayClient clientOf(PayloadSigner signer) {
    return server.clientBuilder().credentials(ApiCredentials.withSigner(API_KEY, signer)).build();
  }
}
