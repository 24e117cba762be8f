package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.CountingServer.creating;
import static io.github.binancepay.tsp.MockProvider.API_KEY;
import static io.github.binancepay.tsp.MockProvider.SECRET_KEY;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;
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
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSignerTest {
  @AutoClose private final CountingServer server = new CountingServer().behaves(creating());

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
    AtomicInteger asked = new AtomicInteger();
    BinancePayClient client =
        clientOf(
            payload -> {
              asked.incrementAndGet();
              return hmac(payload);
            });

    calling.call(client);
    calling.call(client);

    assertThat(asked).hasValue(2);
    for (int i = 0; i < 2; i++) {
      String request = server.requests().get(i);
      String body = request.substring(request.indexOf("\r\n\r\n") + 4);
      assertThat(server.headers("BinancePay-Signature").get(i))
          .isEqualTo(
              new RequestSigner(SECRET_KEY)
                  .sign(
                      Long.parseLong(server.headers("BinancePay-Timestamp").get(i)),
                      server.headers("BinancePay-Nonce").get(i),
                      body.getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void itsFailureIsATransportExceptionAndNothingIsSent(
      Calling calling, PayloadSigner failing, String problem) {
    BinancePayClient client = clientOf(failing);

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> calling.call(client));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure)
        .hasMessageContaining("the request could not be signed")
        .hasStackTraceContaining(problem);
    assertThat(server.requestCount()).isZero();
  }

  static Stream<Arguments> failures() {
    return Stream.of(Calling.values())
        .flatMap(
            calling ->
                Stream.of(
                    failure(calling, "null", "returned null", payload -> null),
                    failure(calling, "none", "returned 0 bytes", payload -> new byte[0]),
                    failure(calling, "too short", "returned 63 bytes", payload -> new byte[63]),
                    failure(calling, "hex", "returned 128 bytes", payload -> new byte[128]),
                    failure(
                        calling,
                        "checked exception",
                        "KeyStoreException: the HSM is offline",
                        payload -> {
                          throw new KeyStoreException("the HSM is offline");
                        }),
                    failure(
                        calling,
                        "unchecked exception",
                        "IllegalStateException: no session",
                        payload -> {
                          throw new IllegalStateException("no session");
                        }),
                    failure(
                        calling,
                        "IOException",
                        "IOException: connection reset",
                        payload -> {
                          throw new IOException("connection reset");
                        }),
                    failure(
                        calling,
                        "interrupted",
                        "the PayloadSigner was interrupted",
                        payload -> {
                          throw new InterruptedException();
                        })));
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
        .isThrownBy(() -> client.createAuthorization(sampleRequest()));

    // Asks and clears, so that the threads of other tests are not interrupted.
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aFailureDoesNotSpoilTheNextCall() {
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

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", " key", "key\n", "k\u00e9y", "k\ney"})
  void needsAnApiKeyThatCanBeRight(String apiKey) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner(apiKey, PayloadSignerTest::hmac))
        .withMessageStartingWith("apiKey ");
  }

  private BinancePayClient clientOf(PayloadSigner signer) {
    return server.clientBuilder().credentials(ApiCredentials.withSigner(API_KEY, signer)).build();
  }

  private static Arguments failure(
      Calling calling, String name, String problem, PayloadSigner signer) {
    return arguments(calling, named(name, signer), problem);
  }

  private static byte[] hmac(byte[] payload) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA512"));
    return mac.doFinal(payload);
  }
}
