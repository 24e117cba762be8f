package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.CountingServer.answering;
import static io.github.binancepay.tsp.CountingServer.creating;
import static io.github.binancepay.tsp.CountingServer.tls;
import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.CountingServer.Behaviour;
import io.github.binancepay.tsp.CountingServer.Door;
import io.github.binancepay.tsp.CountingServer.Exchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
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

/** The fault table: false only if certainly no byte of the request has left. */
@ParameterizedClass
@EnumSource(Calling.class)
class RequestMayHaveBeenSentTest {
  private static final HeldCertificate TRUSTED = certificateOf("127.0.0.1");
  private static final HeldCertificate OF_ANOTHER_HOST = certificateOf("other.test");
  private static final HeldCertificate UNKNOWN = certificateOf("127.0.0.1");
  private static final HandshakeCertificates CLIENT =
      new HandshakeCertificates.Builder()
          .addTrustedCertificate(TRUSTED.certificate())
          .addTrustedCertificate(OF_ANOTHER_HOST.certificate())
          .build();

  @AutoClose private final CountingServer server = new CountingServer().behaves(creating());
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  @Parameter private Calling calling;

  RequestMayHaveBeenSentTest() throws IOException {}

  @ParameterizedTest
  @MethodSource("faultsBeforeConnecting")
  void isFalseIfThereIsNoConnection(
      OkHttpClient.Builder callers, Class<? extends IOException> cause) {
    TransportException failure =
        failureOf(
            server
                .clientBuilder()
                .baseUrl("https://localhost:" + server.port())
                .httpClient(callers.build()));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure).hasCauseExactlyInstanceOf(cause);
    assertThat(server.connectionCount()).isZero();
  }

  static Stream<Arguments> faultsBeforeConnecting() {
    return Stream.of(
        arguments(
            named(
                "name not found",
                new OkHttpClient.Builder()
                    .dns(
                        host -> {
                          throw new UnknownHostException(host);
                        })),
            UnknownHostException.class),
        arguments(
            named("name without address", new OkHttpClient.Builder().dns(host -> List.of())),
            UnknownHostException.class),
        arguments(
            named("refused", connectingWith(new ConnectException("refused"))),
            ConnectException.class),
        arguments(
            named("unreachable", connectingWith(new NoRouteToHostException("no route"))),
            NoRouteToHostException.class),
        arguments(
            named("connect time-out", connectingWith(new SocketTimeoutException("timed out"))),
            SocketTimeoutException.class));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void isFalseIfTlsDoesNotComeAbout(Door door, Class<? extends IOException> cause)
      throws IOException {
    try (CountingServer secured = new CountingServer(door).behaves(creating())) {
      TransportException failure =
          failureOf(
              secured
                  .clientBuilder()
                  .baseUrl("https://127.0.0.1:" + secured.port())
                  .httpClient(trusting()));

      assertThat(failure.requestMayHaveBeenSent()).isFalse();
      assertThat(failure).hasCauseInstanceOf(cause);
      assertThat(secured.requestCount()).isZero();
    }
  }

  static Stream<Arguments> doors() {
    Door closed =
        accepted -> {
          accepted.close();
          throw new IOException("closed");
        };
    Door reset =
        accepted -> {
          accepted.setSoLinger(true, 0);
          accepted.close();
          throw new IOException("reset");
        };
    Door plain =
        accepted -> {
          accepted.getOutputStream().write("HTTP/1.1 400 -\r\n\r\n".getBytes(US_ASCII));
          accepted.close();
          throw new IOException("closed");
        };
    return Stream.of(
        arguments(named("closed instead of a handshake", closed), IOException.class),
        arguments(named("reset instead of a handshake", reset), IOException.class),
        arguments(named("plain HTTP instead of a handshake", plain), IOException.class),
        arguments(
            named("unknown certificate", tls(serverOf(UNKNOWN))), SSLHandshakeException.class),
        arguments(
            named("certificate of another host", tls(serverOf(OF_ANOTHER_HOST))),
            SSLPeerUnverifiedException.class));
  }

  @Test
  void isFalseIfAProxyRefusesTheTunnelAndTheProxySeesNothingOfTheRequest() {
    server.behaves(answering(403, ""));
    Proxy proxy =
        new Proxy(
            Proxy.Type.HTTP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));

    TransportException failure =
        failureOf(
            server
                .clientBuilder()
                .baseUrl("https://provider.test")
                .httpClient(trusting().newBuilder().proxy(proxy).build()));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("CONNECT provider.test:443 ")
        .doesNotContain("BinancePay-", "merchant1");
  }

  // Otherwise the rows above could all be right for the wrong reason.
  @Test
  void allIsWellWithTheRightCertificate() throws IOException {
    try (CountingServer secured = new CountingServer(tls(serverOf(TRUSTED))).behaves(creating())) {
      BinancePayClient client =
          secured
              .clientBuilder()
              .baseUrl("https://127.0.0.1:" + secured.port())
              .httpClient(trusting())
              .build();

      assertThat(calling.call(client).getAuthorizationId()).isEqualTo("authId1");
    }
  }

  @ParameterizedTest
  @MethodSource("faultsAfterConnecting")
  void isTrueAsSoonAsTheFirstByteMayHaveLeft(Behaviour fault) {
    server.behaves(fault, creating());

    TransportException failure = failureOf(server.clientBuilder());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(failure).hasCauseInstanceOf(IOException.class);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  static Stream<Arguments> faultsAfterConnecting() {
    return Stream.of(
        arguments(named("closed at the first byte", (Behaviour) Exchange::close)),
        arguments(named("reset at the first byte", (Behaviour) Exchange::reset)),
        reset("before the body", Exchange::readHead),
        reset(
            "during the body",
            exchange -> {
              exchange.readHead();
              exchange.readByte();
            }),
        reset("after the body", Exchange::readRequest),
        answer("half a status line", "HTTP/1.1 2"),
        answer("half a head", "HTTP/1.1 200 -\r\nContent-Le"),
        answer("no body", "HTTP/1.1 200 -\r\nContent-Length: 10\r\n\r\n"),
        answer("half a body", "HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n" + CREATED),
        answer("half a chunk", "HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{"),
        answer("not HTTP", "SSH-2.0-OpenSSH_9.9\r\n"));
  }

  @ParameterizedTest
  @MethodSource("timeouts")
  void isTrueIfATimeoutPassesAfterSending(OkHttpClient callers, String answer) throws Exception {
    server.behaves(
        exchange -> {
          exchange.readRequest();
          reached.countDown();
          exchange.write(answer);
          exchange.awaitEnd();
        });

    TransportException failure = failureOf(server.clientBuilder().httpClient(callers));

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(failure).hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(reached.await(30, SECONDS)).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  static Stream<Arguments> timeouts() {
    OkHttpClient impatientReader =
        new OkHttpClient.Builder().readTimeout(Duration.ofMillis(200)).build();
    // So long that even a busy machine has sent the request by then.
    OkHttpClient impatientCaller =
        new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(2)).build();
    return Stream.of(
        arguments(named("read time-out", impatientReader), ""),
        arguments(named("read time-out", impatientReader), "HTTP/1.1 200 -\r\nContent-Le"),
        arguments(
            named("read time-out", impatientReader),
            "HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n{"),
        arguments(named("call time-out", impatientCaller), ""));
  }

  @Test
  void isFalseIfTheCallIsCancelledWhileItsNameIsResolved() throws Exception {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  reachedAndCancelled();
                  return Dns.SYSTEM.lookup(host);
                })
            .build();

    TransportException failure =
        failureOfCancelled(
            server.clientBuilder().baseUrl("http://localhost:" + server.port()), callers);

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void isFalseIfTheCallIsCancelledWhileItConnects() throws Exception {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .socketFactory(new FaultySockets(this::reachedAndCancelled))
            .build();

    TransportException failure = failureOfCancelled(server.clientBuilder(), callers);

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void isTrueIfTheCallIsCancelledAfterSending() throws Exception {
    server.behaves(
        exchange -> {
          exchange.readRequest();
          reachedAndCancelled();
        });

    TransportException failure = failureOfCancelled(server.clientBuilder(), new OkHttpClient());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void isFalseIfTheCallIsCancelledInTheQueue() throws Exception {
    server.behaves(
        exchange -> {
          exchange.readRequest();
          reachedAndCancelled();
        });
    Dispatcher oneByOne = new Dispatcher();
    oneByOne.setMaxRequestsPerHost(1);
    OkHttpClient callers = new OkHttpClient.Builder().dispatcher(oneByOne).build();
    BinancePayClient client = server.clientBuilder().httpClient(callers).build();

    CompletableFuture<?> first = client.createAuthorizationAsync(sampleRequest());
    CompletableFuture<?> queued = client.createAuthorizationAsync(sampleRequest());
    assertThat(reached.await(30, SECONDS)).isTrue();
    oneByOne.cancelAll();
    cancelled.countDown();

    assertThat(first)
        .failsWithin(30, SECONDS)
        .withThrowableThat()
        .havingCause()
        .matches(failure -> ((TransportException) failure).requestMayHaveBeenSent());
    assertThat(queued)
        .failsWithin(30, SECONDS)
        .withThrowableThat()
        .havingCause()
        .matches(failure -> !((TransportException) failure).requestMayHaveBeenSent());
    assertThat(server.requestCount()).isEqualTo(1);
  }

  private TransportException failureOfCancelled(
      BinancePayClient.Builder builder, OkHttpClient callers) throws Exception {
    CompletableFuture<TransportException> failure =
        CompletableFuture.supplyAsync(
            () -> failureOf(builder.httpClient(callers)), task -> new Thread(task).start());
    assertThat(reached.await(30, SECONDS)).isTrue();
    callers.dispatcher().cancelAll();
    cancelled.countDown();
    return failure.get(30, SECONDS);
  }

  private void reachedAndCancelled() {
    reached.countDown();
    try {
      assertThat(cancelled.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments reset(String when, Behaviour before) {
    Behaviour reset =
        exchange -> {
          before.meet(exchange);
          exchange.reset();
        };
    return arguments(named("reset " + when, reset));
  }

  private static Arguments answer(String name, String text) {
    Behaviour answer =
        exchange -> {
          exchange.readRequest();
          exchange.write(text);
          exchange.close();
        };
    return arguments(named(name, answer));
  }

  private static OkHttpClient.Builder connectingWith(IOException fault) {
    return new OkHttpClient.Builder()
        .socketFactory(
            new FaultySockets(
                () -> {
                  throw fault;
                }));
  }

  private static OkHttpClient trusting() {
    return new OkHttpClient.Builder()
        .sslSocketFactory(CLIENT.sslSocketFactory(), CLIENT.trustManager())
        .build();
  }

  private static HeldCertificate certificateOf(String host) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
  }

  private static HandshakeCertificates serverOf(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder().heldCertificate(certificate).build();
  }

  private TransportException failureOf(BinancePayClient.Builder builder) {
    BinancePayClient client = builder.build();
    return catchThrowableOfType(TransportException.class, () -> calling.call(client));
  }
}
