package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A read whose connection broke is sent once more; a create never is. */
class RepeatedReadTest {
  private static final String SCOPES =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"allowFeeShare\":false,"
          + "\"allowScopes\":[\"CONVERT\"]}}";

  @AutoClose private final RawServer server = new RawServer();

  private static Handler responding() {
    return respond(200, SCOPES);
  }

  static List<Handler> breaks() {
    return List.of(
        sequence(Exchange::readHead, Exchange::close),
        sequence(Exchange::readRequest, Exchange::reset),
        sequence(
            Exchange::readRequest, e -> e.write("HTTP/1.1 200 OK\r\nConten"), Exchange::close));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aReadIsSentOnceMoreSignedAgain(Handler broken) {
    BinancePayClient client = server.clientBuilder().build();
    server.handleWith(responding(), broken, responding(), broken, responding());

    client.queryScopes();
    assertThat(client.queryScopes().getAllowScopes()).containsExactly("CONVERT");
    assertThat(server.requestCount()).isEqualTo(3);
    assertThat(client.queryScopesAsync().join().getAllowScopes()).containsExactly("CONVERT");

    assertThat(server.requestCount()).isEqualTo(5);
    assertThat(server.headers("BinancePay-Nonce")).hasSize(5).doesNotHaveDuplicates();
    assertThat(server.headers("BinancePay-Signature")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void itIsSentNoThirdTime(Handler broken) {
    BinancePayClient client = server.clientBuilder().build();
    server.handleWith(broken);

    TransportException failure =
        catchThrowableOfType(TransportException.class, client::queryScopes);

    assertThat(server.requestCount()).isEqualTo(2);
    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure).hasMessageEndingWith("it only reads, so that a retry is safe");
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> client.queryScopesAsync().join())
        .withCauseInstanceOf(TransportException.class);
    assertThat(server.requestCount()).isEqualTo(4);
  }

  // A server that restarts closes all of them at once.
  @Test
  void otherIdleConnectionsMayBeDeadToo() {
    BinancePayClient client = server.clientBuilder().build();
    CyclicBarrier together = new CyclicBarrier(3);
    Handler lastOfItsConnection =
        sequence(
            Exchange::readRequest,
            e -> together.await(),
            e -> e.respond(200, SCOPES),
            Exchange::close);
    server.handleWith(lastOfItsConnection, lastOfItsConnection, lastOfItsConnection, responding());
    Stream.generate(client::queryScopesAsync)
        .limit(3)
        .collect(Collectors.toList())
        .forEach(CompletableFuture::join);

    assertThat(client.queryScopes().getAllowScopes()).containsExactly("CONVERT");
  }

  @Test
  void norIfAnInterceptorOfTheCallerKeepsTrying() {
    OkHttpClient persistent =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  for (int i = 0; i < 3; i++) {
                    try {
                      chain.proceed(chain.request()).close();
                    } catch (IOException e) {
                      // Tries again.
                    }
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    BinancePayClient client = server.clientBuilder().httpClient(persistent).build();
    server.handleWith(breaks().get(0));

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(client::queryScopes)
        .withMessageContaining("tried to send the request twice");
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void aRejectedTimestampLeadsToOneMoreAndNotToAnotherRepetition() {
    BinancePayClient client = server.clientBuilder().clockSkewCorrection(true).build();
    Handler rejecting =
        respond(
            400,
            "{\"status\":\"FAIL\",\"code\":\"400003\"}",
            "Date: Mon, 23 Nov 2026 00:00:00 GMT");
    server.handleWith(breaks().get(0), rejecting, breaks().get(0), responding());

    assertThatExceptionOfType(TransportException.class).isThrownBy(client::queryScopes);
    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void aCreateIsNot() {
    BinancePayClient client = server.clientBuilder().build();
    server.handleWith(responding(), breaks().get(0));
    client.queryScopes();

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.createAuthorization(sampleRequest()))
        .matches(failure -> failure.requestMayHaveBeenSent() && !failure.isRetryable());
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void norIsAReadThatTimedOut() throws Exception {
    OkHttpClient impatient = new OkHttpClient.Builder().readTimeout(Duration.ofMillis(50)).build();
    CountDownLatch closed = new CountDownLatch(1);
    server.handleWith(
        sequence(Exchange::readRequest, Exchange::awaitClose, exchange -> closed.countDown()));

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(server.clientBuilder().httpClient(impatient).build()::queryScopes);
    closed.await();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void norOneOfACallerWhoDoesNotWantConnectionFailuresRetried() {
    OkHttpClient once = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    server.handleWith(breaks().get(0));

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(server.clientBuilder().httpClient(once).build()::queryScopes);
    assertThat(server.requestCount()).isEqualTo(1);
  }
}
