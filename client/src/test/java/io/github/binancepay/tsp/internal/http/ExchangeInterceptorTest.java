package io.github.binancepay.tsp.internal.http;

import static io.github.binancepay.tsp.Samples.API_KEY;
import static io.github.binancepay.tsp.Samples.SECRET_KEY;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeInterceptorTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1761955200123L), ZoneOffset.UTC);

  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @ValueSource(strings = {"商户-Händler-😀", "<b>&'=\"\\/</b>", "line\nfeed\u2028"})
  void setsFourHeadersAndSignsExactlyTheBytesSent(String merchantId) {
    server
        .clientBuilder()
        .clock(CLOCK)
        .build()
        .createAuthorization(sampleRequest().merchantId(merchantId));

    assertThat(server.headers("BinancePay-Timestamp")).containsExactly("1761955200123");
    assertThat(server.headers("BinancePay-Certificate-SN")).containsExactly(API_KEY);
    assertThat(server.headers("BinancePay-Nonce")).allMatch(each -> each.matches("[A-Za-z]{32}"));
    assertSignatureFits();
  }

  @Test
  void signsTheBodyOfAUserInterceptor() {
    RequestBody other = json("{ \"rewritten\": \"ü\" }");
    Interceptor rewriting =
        chain ->
            chain.proceed(
                chain
                    .request()
                    .newBuilder()
                    .header("Content-Length", Long.toString(other.contentLength()))
                    .post(other)
                    .build());
    OkHttpClient users = new OkHttpClient.Builder().addNetworkInterceptor(rewriting).build();

    server.client(users).createAuthorization(sampleRequest());

    assertThat(server.body()).isEqualTo("{ \"rewritten\": \"ü\" }");
    assertSignatureFits();
  }

  @Test
  void replacesHeadersThatTheUserSet() throws IOException {
    send(
        () -> "nonce",
        post().header("BinancePay-Nonce", "old").header("BinancePay-Signature", "old"));

    assertThat(server.headers("BinancePay-Nonce")).containsExactly("nonce");
    assertSignatureFits();
  }

  @Test
  void requestThatCannotBeSignedIsNotSent() {
    NonceSource noEntropy =
        () -> {
          throw new IllegalStateException("no entropy");
        };
    for (NonceSource broken : new NonceSource[] {noEntropy, () -> "\n"}) {
      assertThatIOException()
          .isThrownBy(() -> send(broken, post()))
          .withMessage("the request could not be signed")
          .withCauseInstanceOf(RuntimeException.class);
    }
    assertThat(server.requestCount()).isZero();
  }

  private void send(NonceSource nonces, Request.Builder request) throws IOException {
    ExchangeInterceptor interceptor =
        new ExchangeInterceptor(
            API_KEY, new RequestSigner(SECRET_KEY), nonces, new CorrectedClock(CLOCK));
    OkHttpClient client = new OkHttpClient.Builder().addNetworkInterceptor(interceptor).build();
    SendTracker.newCall(client, request.build()).execute().close();
  }

  private Request.Builder post() {
    return new Request.Builder().url(server.origin()).post(json("{}"));
  }

  private static RequestBody json(String text) {
    return RequestBody.create(text, MediaType.get("application/json"));
  }

  // The signer itself is tested with the vectors.
  private void assertSignatureFits() {
    assertThat(server.headers("BinancePay-Signature"))
        .containsExactly(
            new RequestSigner(SECRET_KEY)
                .sign(
                    Long.parseLong(server.headers("BinancePay-Timestamp").get(0)),
                    server.headers("BinancePay-Nonce").get(0),
                    server.body().getBytes(UTF_8)));
  }
}
