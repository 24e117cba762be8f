package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.API_KEY;
import static io.github.binancepay.tsp.MockProvider.SECRET_KEY;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.auth.PayloadSigner;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.security.KeyStoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSignerTest {
  @AutoClose private final RawServer server = new RawServer().handleWith(respondCreated());

  PayloadSignerTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"merchantId\":\"商户\"}"})
  void signsAsTheSameKeyInMemoryDoes(String body) {
    RequestSigner elsewhere = ApiCredentials.withSigner(API_KEY, PayloadSignerTest::hmac).signer();

    assertThat(elsewhere.sign(1761955200123L, "nonce", body.getBytes(UTF_8)))
        .isEqualTo(
            new RequestSigner(SECRET_KEY).sign(1761955200123L, "nonce", body.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @EnumSource
  void isAskedOnceForEveryRequestAndItsSignatureIsSent(Calling calling) {
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
  void itsFailureIsATransportExceptionAndNothingIsSent(PayloadSigner failing, String problem) {
    BinancePayClient client = clientOf(failing);

    for (Calling calling : Calling.values()) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> calling.call(client));

      assertThat(failure.requestMayHaveBeenSent()).isFalse();
      assertThat(failure)
          .hasMessageContaining("the request could not be signed")
          .hasStackTraceContaining(problem);
    }
    assertThat(server.requestCount()).isZero();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(returning(null), "returned null"),
        arguments(returning(new byte[0]), "returned 0 bytes"),
        arguments(returning(new byte[63]), "returned 63 bytes"),
        arguments(returning(new byte[128]), "returned 128 bytes"),
        arguments(failing(new KeyStoreException("HSM offline")), "KeyStoreException: HSM offline"),
        arguments(
            failing(new IllegalStateException("no session")), "IllegalStateException: no session"),
        arguments(failing(new IOException("reset")), "IOException: reset"));
  }

  private static PayloadSigner returning(byte[] hmac) {
    return payload -> hmac;
  }

  private static PayloadSigner failing(Exception failure) {
    return payload -> {
      throw failure;
    };
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    Thread caller = Thread.currentThread();
    BinancePayClient client =
        clientOf(
            payload -> {
              caller.interrupt();
              new CountDownLatch(1).await();
              return hmac(payload);
            });

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.createAuthorization(sampleRequest()))
        .withStackTraceContaining("interrupted");

    // Asks and clears, so that the threads of other tests are not interrupted.
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theNextCallAfterAFailureSucceeds() {
    AtomicInteger asked = new AtomicInteger();
    BinancePayClient client =
        clientOf(
            payload -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no session");
              }
              return hmac(payload);
            });
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.createAuthorization(sampleRequest()));

    assertThat(client.createAuthorization(sampleRequest()).getAuthorizationId())
        .isEqualTo("authId1");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void isRequired() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner(API_KEY, null))
        .withMessage("signer is missing; pass what makes the HMAC");
  }

  @Test
  void needsAnApiKeyThatCanBeRight() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner("key\n", PayloadSignerTest::hmac))
        .withMessageStartingWith("apiKey ");
  }

  private BinancePayClient clientOf(PayloadSigner signer) {
    return server.clientBuilder().credentials(ApiCredentials.withSigner(API_KEY, signer)).build();
  }

  private static byte[] hmac(byte[] payload) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA512"));
    return mac.doFinal(payload);
  }
}
