package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.RawServer.tls;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
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
import okhttp3.Response;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** False only if certainly no byte left. Later breaks are in {@link AtMostOnceTest}. */
@ParameterizedClass
@EnumSource(Calling.class)
class RequestMayHaveBeenSentTest {
  private static final HeldCertificate OTHER_HOST = RawServer.certificateOf("other.test");
  private static final OkHttpClient IMPATIENT =
      RawServer.trusting(OTHER_HOST).readTimeout(Duration.ofSeconds(1)).build();

  @AutoClose private final RawServer server = new RawServer();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  @Parameter private Calling calling;

  // OkHttp throws an InterruptedException then, which no method of the client declares.
  @Test
  void isFalseIfTheThreadIsInterruptedBeforeItConnects() {
    Interceptor interrupting =
        chain -> {
          Thread.currentThread().interrupt();
          return chain.proceed(chain.request());
        };

    TransportException failure =
        calling.transportFailure(
            server.client(new OkHttpClient.Builder().addInterceptor(interrupting).build()));

    // Also clears the flag, for the other tests of this thread.
    assertThat(Thread.interrupted()).isEqualTo(calling == Calling.BLOCKING);
    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure).hasMessageContaining("nterrupted");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withoutConnection")
  void isFalseIfThereIsNoConnection(String name, Dns dns, String words) throws IOException {
    String origin = "https://localhost:" + unusedPort();
    TransportException failure =
        calling.transportFailure(
            server.client(origin, new OkHttpClient.Builder().dns(dns).build()));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(failure)
        .hasMessageStartingWith("No response from " + origin + ": " + words)
        .hasMessageEndingWith(". The request was not sent; a retry is safe");
  }

  static Stream<Arguments> withoutConnection() {
    return Stream.of(
        arguments("name not found", failing("no such:\nname"), "no such: name. "),
        arguments("failure without a message", failing(null), "UnknownHostException. "),
        arguments("name without an address", (Dns) host -> List.of(), ""),
        arguments("refused", Dns.SYSTEM, "Failed to connect to "));
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("failedHandshakes")
  void isFalseIfTheTlsHandshakeFails(
      String name, Handshake handshake, Class<? extends IOException> cause) throws IOException {
    try (RawServer secured = new RawServer(handshake)) {
      TransportException failure =
          calling.transportFailure(
              secured.client("https://127.0.0.1:" + secured.port(), IMPATIENT));

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
    return Stream.of(
        arguments("reset", reset, IOException.class),
        arguments("silent", silent, SocketTimeoutException.class),
        arguments(
            "untrusted", tls(RawServer.certificateOf("127.0.0.1")), SSLHandshakeException.class),
        arguments(
            "certificate of another host", tls(OTHER_HOST), SSLPeerUnverifiedException.class));
  }

  private static IOException closed(Socket accepted) throws IOException {
    accepted.close();
    return new IOException("closed");
  }

  @Test
  void isFalseIfAProxyRejectsTheTunnel() {
    server.handleWith(respond(403, ""));

    TransportException failure =
        calling.transportFailure(
            server.client(
                "https://provider.test", IMPATIENT.newBuilder().proxy(server.proxy()).build()));

    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("CONNECT provider.test:443 ")
        .doesNotContain("BinancePay-", "merchant1");
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

    cancel(new OkHttpClient.Builder().eventListener(slow).build(), false);
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void isTrueIfTheCallIsCancelledAfterSending() throws Exception {
    server.handleWith(sequence(Exchange::readRequest, exchange -> awaitCancel()));

    cancel(new OkHttpClient(), true);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  private void cancel(OkHttpClient users, boolean maybeSent) throws Exception {
    CompletableFuture<?> call = calling.start(server.client(users));
    assertThat(reached.await(30, SECONDS)).isTrue();
    users.dispatcher().cancelAll();
    cancelled.countDown();

    assertThat(call)
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void exceptionOfAUserSuppliedPartIsTheCause(
      String name, OkHttpClient.Builder users, boolean sent) {
    TransportException failure =
        calling.transportFailure(server.client("http://localhost:" + server.port(), users.build()));

    assertThat(failure)
        .hasMessageContaining("IllegalStateException: a bug")
        .hasCauseExactlyInstanceOf(IllegalStateException.class);
    assertThat(failure.requestMayHaveBeenSent()).isEqualTo(sent);
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments("dns", client().dns(host -> bug()), false),
        arguments("interceptor", client().addInterceptor(chain -> bug()), false),
        arguments(
            "interceptor, afterwards",
            client().addInterceptor(RequestMayHaveBeenSentTest::failLater),
            true),
        arguments("network interceptor", client().addNetworkInterceptor(chain -> bug()), false),
        arguments("listener, start", client().eventListener(failingOn("callStart")), false),
        arguments("listener, end", client().eventListener(failingOn("callEnd")), true));
  }

  @Test
  void errorOfAUserSuppliedPartEndsTheCall() {
    LinkageError error = new NoSuchMethodError("a class of the user");
    Interceptor throwing =
        chain -> {
          throw error;
        };
    OkHttpClient failing = client().addInterceptor(throwing).build();
    BinancePayClient client = server.client(failing);

    Throwable thrown = catchThrowable(() -> calling.call(client));

    assertThat(calling == Calling.ASYNC ? thrown.getCause().getCause() : thrown).isSameAs(error);
  }

  private static OkHttpClient.Builder client() {
    return new OkHttpClient.Builder();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // stands for a value of any type
  private static <T> T bug() {
    throw new IllegalStateException("a bug");
  }

  private static Response failLater(Interceptor.Chain chain) throws IOException {
    chain.proceed(chain.request()).close();
    return bug();
  }

  private static EventListener failingOn(String event) {
    return new EventListener() {
      private void on(String happened) {
        List<String> unused = happened.equals(event) ? bug() : List.of();
      }

      @Override
      public void callStart(Call call) {
        on("callStart");
      }

      @Override
      public void callEnd(Call call) {
        on("callEnd");
      }
    };
  }
}
