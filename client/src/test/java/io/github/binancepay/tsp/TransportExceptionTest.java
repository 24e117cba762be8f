package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.answerOf;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportExceptionTest {
  private static final String SAFE = ". The request was not sent; it is safe to try again";
  private static final String UNSAFE =
      ". The request may have been sent; find out whether it took effect before trying again";

  @AutoClose private final MockProvider provider = new MockProvider();

  @Test
  void saysThatNothingWasSentIfTheConnectionIsRefused() {
    BinancePayClient client = provider.clientBuilder().build();
    provider.close();

    TransportException failure = failureOf(client);

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure)
        .hasCauseInstanceOf(ConnectException.class)
        .hasMessageStartingWith("No response from " + provider.origin() + ": ")
        .hasMessageEndingWith(SAFE);
  }

  @Test
  void saysThatNothingWasSentIfTheHostIsUnknown() {
    OkHttpClient offline =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  throw new UnknownHostException("no such host: " + host);
                })
            .build();

    TransportException failure =
        failureOf(
            provider.clientBuilder().baseUrl("https://nowhere.test/x").httpClient(offline).build());

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure)
        .hasCauseInstanceOf(UnknownHostException.class)
        .hasMessage("No response from https://nowhere.test:443: no such host: nowhere.test" + SAFE);
  }

  @Test
  void saysThatNothingWasSentIfTheTlsHandshakeDoesNotEnd() throws IOException {
    TransportException failure;
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String https = "https://127.0.0.1:" + silent.getLocalPort();
      failure = failureOf(provider.clientBuilder().baseUrl(https).httpClient(impatient()).build());
    }

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure).hasCauseInstanceOf(IOException.class).hasMessageEndingWith(SAFE);
  }

  @Test
  void saysThatNothingWasSentIfTheRequestCouldNotBeSigned() {
    Clock broken = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.MAX_VALUE));

    TransportException failure = failureOf(provider.clientBuilder().clock(broken).build());

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure)
        .hasMessage(
            "No response from " + provider.origin() + ": the request could not be signed" + SAFE);
    assertThat(provider.requestCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void saysThatTheRequestMayHaveBeenSentOnceItIsOnItsWay(MockResponse answer) {
    provider.answers(answer);

    TransportException failure = failureOf(provider.clientBuilder().build());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(failure).hasCauseInstanceOf(IOException.class).hasMessageEndingWith(UNSAFE);
    assertThat(provider.requestCount()).isLessThanOrEqualTo(1);
  }

  static Stream<Named<MockResponse>> brokenAnswers() {
    SocketEffect close = new SocketEffect.CloseSocket();
    MockResponse created = answerOf(200, CREATED);
    return Stream.of(
        named("closed at once", created.newBuilder().onRequestStart(close).build()),
        named("closed while sending", created.newBuilder().onRequestBody(close).build()),
        named("closed after sending", created.newBuilder().onResponseStart(close).build()),
        named("closed while answering", created.newBuilder().onResponseBody(close).build()),
        named("not HTTP", created.newBuilder().status("HELO").build()));
  }

  @Test
  void saysThatTheRequestMayHaveBeenSentIfATimeoutPasses() {
    provider.answers(
        answerOf(200, CREATED).newBuilder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    TransportException failure =
        failureOf(provider.clientBuilder().httpClient(impatient()).build());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(failure).hasCauseInstanceOf(InterruptedIOException.class);
  }

  @Test
  void isNotMisledByAnInterceptorThatMakesTheRequestAnew() {
    provider.answers(
        answerOf(200, CREATED)
            .newBuilder()
            .onResponseStart(new SocketEffect.CloseSocket())
            .build());
    OkHttpClient remaking =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        new Request.Builder()
                            .url(chain.request().url())
                            .post(chain.request().body())
                            .build()))
            .build();

    TransportException failure = failureOf(provider.clientBuilder().httpClient(remaking).build());

    assertThat(provider.requestCount()).isEqualTo(1);
    assertThat(failure.requestMayHaveBeenSent()).isTrue();
  }

  @Test
  void namesTheExceptionIfItHasNoMessage() {
    OkHttpClient failing =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new SSLException((String) null);
                })
            .build();

    assertThat(failureOf(provider.clientBuilder().httpClient(failing).build()))
        .hasMessage("No response from " + provider.origin() + ": SSLException" + SAFE);
  }

  private static OkHttpClient impatient() {
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ofMillis(200))
        .readTimeout(Duration.ofMillis(200))
        .build();
  }

  private static TransportException failureOf(BinancePayClient client) {
    return catchThrowableOfType(
        TransportException.class, () -> client.createAuthorization(sampleRequest()));
  }
}
