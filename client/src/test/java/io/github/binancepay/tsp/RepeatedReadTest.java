package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.SCOPES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

class RepeatedReadTest {
  @AutoClose private final RawServer server = new RawServer();
  private final BinancePayClient client = server.client();

  static List<Handler> breaks() {
    return List.of(
        sequence(Exchange::readHead, Exchange::close),
        sequence(Exchange::readRequest, Exchange::reset),
        sequence(
            Exchange::readRequest, e -> e.write("HTTP/1.1 200 OK\r\nConten"), Exchange::close));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void retriesOnceWithANewSignature(Handler broken) {
    Handler responding = respond(200, SCOPES);
    server.handleWith(responding, broken, responding, broken, responding);

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
  void failsAfterOneRetry(Handler broken) {
    server.handleWith(broken);

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(client::queryScopes)
        .withMessageEndingWith("it only reads, so that a retry is safe")
        .matches(failure -> failure.requestMayHaveBeenSent() && failure.isRetryable());
    assertThat(server.requestCount()).isEqualTo(2);
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> client.queryScopesAsync().join())
        .withCauseInstanceOf(TransportException.class);
    assertThat(server.requestCount()).isEqualTo(4);
  }

  // A server that restarts closes all connections at once.
  @Test
  void retryUsesNoOtherIdleConnection() {
    CyclicBarrier together = new CyclicBarrier(3);
    Handler last =
        sequence(
            Exchange::readRequest,
            e -> together.await(),
            e -> e.respond(200, SCOPES),
            Exchange::close);
    server.handleWith(last, last, last, respond(200, SCOPES));
    Stream.generate(client::queryScopesAsync)
        .limit(3)
        .collect(Collectors.toList())
        .forEach(CompletableFuture::join);

    assertThat(client.queryScopes().getAllowScopes()).containsExactly("CONVERT");
  }

  @Test
  void doesNotRetryAgainWhenUserInterceptorRetries() {
    OkHttpClient persistent =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  for (int i = 0; i < 3; i++) {
                    try {
                      chain.proceed(chain.request()).close();
                    } catch (IOException e) {
                      // Retries.
                    }
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    server.handleWith(breaks().get(0));

    assertRequests(
        2, server.clientBuilder().httpClient(persistent), "tried to send the request twice");
  }

  @Test
  void retriesOnceAlthoughTheTimestampIsRejected() {
    Handler rejecting =
        respond(
            400,
            "{\"status\":\"FAIL\",\"code\":\"400003\"}",
            "Date: Mon, 23 Nov 2026 00:00:00 GMT");
    server.handleWith(breaks().get(0), rejecting, breaks().get(0), respond(200, SCOPES));

    assertRequests(3, server.clientBuilder().clockSkewCorrection(true), "");
  }

  @Test
  void doesNotRetryAfterATimeout() throws Exception {
    OkHttpClient impatient = new OkHttpClient.Builder().readTimeout(Duration.ofMillis(50)).build();
    CountDownLatch closed = new CountDownLatch(2);
    server.handleWith(RawServer.ignore(closed, closed));

    assertRequests(1, server.clientBuilder().httpClient(impatient), "");
    closed.await();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void doesNotRetryWithoutRetryOnConnectionFailure() {
    OkHttpClient once = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    server.handleWith(breaks().get(0));

    assertRequests(1, server.clientBuilder().httpClient(once), "");
  }

  private void assertRequests(int requests, BinancePayClient.Builder builder, String message) {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(builder.build()::queryScopes)
        .withMessageContaining(message);
    assertThat(server.requestCount()).isEqualTo(requests);
  }
}
