package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.RawServer.tls;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handshake;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * False only if certainly no byte of the request has left. Connections that break after that are in
 * {@link AtMostOnceTest} and {@link AnyResponseTest}.
 */
@ParameterizedClass
@EnumSource(Calling.class)
class RequestMayHaveBeenSentTest {
  private static final HeldCertificate UNKNOWN = certificateOf("127.0.0.1");
  private static final HeldCertificate OTHER_HOST = certificateOf("other.test");
  private static final OkHttpClient TRUSTING = trusting(OTHER_HOST);

  @AutoClose private final RawServer server = new RawServer();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  @Parameter private Calling calling;

  // OkHttp throws an InterruptedException then, which no method of the client declares.
  @Test
  void isFalseIfTheThreadIsInterruptedBeforeItConnects() {
    TransportException failure =
        failureOf(
            server
                .clientBuilder()
                .httpClient(
                    new OkHttpClient.Builder()
                        .addInterceptor(
                            chain -> {
                              Thread.currentThread().interrupt();
                              return chain.proceed(chain.request());
                            })
                        .build()));

    // Asks and clears, so that the threads of other tests are not interrupted.
    assertThat(Thread.interrupted()).isEqualTo(calling == Calling.BLOCKING);
    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure).hasMessageContaining("nterrupted");
  }

  @ParameterizedTest
  @MethodSource("withoutConnection")
  void isFalseIfThereIsNoConnection(Dns dns, String words) throws IOException {
    String origin = "https://localhost:" + unusedPort();
    TransportException failure =
        failureOf(
            server
                .clientBuilder()
                .baseUrl(origin)
                .httpClient(new OkHttpClient.Builder().dns(dns).build()));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure)
        .hasMessageStartingWith("No response from " + origin + ": " + words)
        .hasMessageEndingWith(". The request was not sent; a retry is safe");
  }

  static Stream<Arguments> withoutConnection() {
    return Stream.of(
        arguments(named("name not found", failing("no such:\nname")), "no such: name. "),
        arguments(named("failure without words", failing(null)), "UnknownHostException. "),
        arguments(named("name without address", (Dns) host -> List.of()), ""),
        arguments(named("refused", Dns.SYSTEM), "Failed to connect to "));
  }

  private static Dns failing(String message) {
    return host -> {
      throw new UnknownHostException(message);
    };
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return unused.getLocalPort();
    }
  }

  @ParameterizedTest
  @MethodSource("failedHandshakes")
  void isFalseIfTheTlsHandshakeFails(
      Handshake handshake, OkHttpClient callers, Class<? extends IOException> cause)
      throws IOException {
    try (RawServer secured = new RawServer(handshake)) {
      TransportException failure =
          failureOf(
              secured
                  .clientBuilder()
                  .baseUrl("https://127.0.0.1:" + secured.port())
                  .httpClient(callers));

      assertThat(failure.requestMayHaveBeenSent()).isFalse();
      assertThat(failure).hasCauseInstanceOf(cause);
      assertThat(secured.requestCount()).isZero();
    }
  }

  static Stream<Arguments> failedHandshakes() {
    Handshake reset =
        accepted -> {
          accepted.setSoLinger(true, 0);
          throw closed(accepted);
        };
    Handshake silent =
        accepted -> {
          accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
          throw closed(accepted);
        };
    OkHttpClient impatient = TRUSTING.newBuilder().readTimeout(Duration.ofMillis(100)).build();
    return Stream.of(
        arguments(named("reset", reset), TRUSTING, IOException.class),
        arguments(named("silent", silent), impatient, SocketTimeoutException.class),
        arguments(
            named("unknown certificate", tls(UNKNOWN)), TRUSTING, SSLHandshakeException.class),
        arguments(
            named("certificate of another host", tls(OTHER_HOST)),
            TRUSTING,
            SSLPeerUnverifiedException.class));
  }

  private static IOException closed(Socket accepted) throws IOException {
    accepted.close();
    return new IOException("closed");
  }

  @Test
  void isFalseIfAProxyRejectsTheTunnelAndItSeesNothingOfTheRequest() {
    server.handleWith(respond(403, ""));
    Proxy proxy =
        new Proxy(
            Proxy.Type.HTTP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));

    TransportException failure =
        failureOf(
            server
                .clientBuilder()
                .baseUrl("https://provider.test")
                .httpClient(TRUSTING.newBuilder().proxy(proxy).build()));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("CONNECT provider.test:443 ")
        .doesNotContain("BinancePay-", "merchant1");
  }

  @Test
  void isTrueIfTheReadTimeoutPasses() {
    server.handleWith(sequence(Exchange::readRequest, Exchange::awaitClose));
    OkHttpClient callers = new OkHttpClient.Builder().readTimeout(Duration.ofMillis(100)).build();

    TransportException failure = failureOf(server.clientBuilder().httpClient(callers));

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(failure)
        .hasCauseInstanceOf(SocketTimeoutException.class)
        .hasMessageEndingWith(
            ". The request may have been sent; find out whether it took effect before you retry");
  }

  @Test
  void isTrueAlthoughAnInterceptorOfTheCallersMadeTheRequestAgain() {
    server.handleWith(sequence(Exchange::readRequest, Exchange::reset));
    Interceptor rebuilding =
        chain ->
            chain.proceed(
                new Request.Builder()
                    .url(chain.request().url())
                    .post(chain.request().body())
                    .build());
    OkHttpClient callers = new OkHttpClient.Builder().addInterceptor(rebuilding).build();

    assertThat(failureOf(server.clientBuilder().httpClient(callers)).requestMayHaveBeenSent())
        .isTrue();
  }

  @Test
  void isFalseIfTheCallIsCancelledWhileItConnects() throws Exception {
    EventListener slow =
        new EventListener() {
          @Override
          public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
            awaitCancel();
          }
        };

    OkHttpClient callers = new OkHttpClient.Builder().eventListener(slow).build();
    CompletableFuture<?> call = calling.start(server.clientBuilder().httpClient(callers).build());
    assertThat(reached.await(30, SECONDS)).isTrue();
    callers.dispatcher().cancelAll();
    cancelled.countDown();

    assertFailsWith(call, false);
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void isTrueIfTheCallIsCancelledAfterSending() throws Exception {
    server.handleWith(sequence(Exchange::readRequest, exchange -> awaitCancel()));
    OkHttpClient callers = new OkHttpClient();

    CompletableFuture<?> call = calling.start(server.clientBuilder().httpClient(callers).build());
    assertThat(reached.await(30, SECONDS)).isTrue();
    callers.dispatcher().cancelAll();
    cancelled.countDown();

    assertFailsWith(call, true);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  private static void assertFailsWith(CompletableFuture<?> future, boolean maybeSent) {
    assertThat(future)
        .failsWithin(30, SECONDS)
        .withThrowableThat()
        .havingCause()
        .matches(e -> ((TransportException) e).requestMayHaveBeenSent() == maybeSent);
  }

  private void awaitCancel() {
    reached.countDown();
    try {
      assertThat(cancelled.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private TransportException failureOf(BinancePayClient.Builder builder) {
    return calling.transportFailure(builder.build());
  }

  private static HeldCertificate certificateOf(String host) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
  }

  private static OkHttpClient trusting(HeldCertificate certificate) {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
        .build();
  }
}
