package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.SCOPES;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A create sends one request, a read at most two. */
@ParameterizedClass
@EnumSource(Calling.class)
class AtMostOnceTest {
  private static final String PATH = "/binancepay/openapi/service/provider/create";

  @AutoClose private final RawServer server = new RawServer();
  @AutoClose private final RawServer other = new RawServer();
  @Parameter private Calling calling;

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 308, 401, 408, 421, 503})
  void sendsOnceRegardlessOfTheResponse(int httpStatus) {
    for (String location : List.of(PATH, other.origin() + PATH)) {
      server.handleWith(
          respond(
              httpStatus,
              "",
              "Location: " + location,
              "Retry-After: 0",
              "WWW-Authenticate: Basic realm=here"),
          respondCreated());
      int before = server.requestCount();

      assertThatExceptionOfType(MalformedResponseException.class)
          .isThrownBy(() -> calling.call(retryingClient()))
          .matches(malformed -> malformed.httpStatus() == httpStatus);

      assertThat(server.requestCount() - before).isEqualTo(1);
      assertThat(other.connectionCount()).isZero();
    }
  }

  @Test
  void sendsOnceThroughAProxyThatRequiresALogin() {
    server.handleWith(respond(407, "", "Proxy-Authenticate: Basic realm=here"), respondCreated());
    OkHttpClient proxied = retrying().newBuilder().proxy(server.proxy()).build();

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> calling.call(server.client(other.origin(), proxied)))
        .matches(malformed -> malformed.httpStatus() == 407);

    assertThat(server.requests()).singleElement().asString().startsWith("POST http://127.0.0.1:");
  }

  @Test
  void sendsOnceIfTheIdleConnectionWasClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.handleWith(
        sequence(respondCreated(), Exchange::close, exchange -> closed.countDown()),
        respondCreated());
    BinancePayClient client = retryingClient();
    calling.call(client);
    assertThat(closed.await(30, SECONDS)).isTrue();

    assertThat(calling.transportFailure(client).requestMayHaveBeenSent()).isTrue();

    assertThat(server.requestCount()).isEqualTo(1);
    calling.call(client);
    assertThat(server.requestCount()).isEqualTo(2);
  }

  // OkHttp is more likely to retry a request if the connection had worked before.
  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void sendsOnceIfANewOrAPooledConnectionBreaks(
      String name, CreateAuthorizationRequest request, Handler broken) {
    server.handleWith(broken, respondCreated(), broken, respondCreated());
    BinancePayClient client = retryingClient();

    assertThat(calling.transportFailure(client, request))
        .matches(failure -> failure.requestMayHaveBeenSent() && !failure.isRetryable())
        .hasMessageEndingWith(
            ". The request may have been sent; find out whether it took effect before you retry");
    assertThat(server.requestCount()).isEqualTo(1);

    calling.call(client);
    assertThat(calling.transportFailure(client, request).requestMayHaveBeenSent()).isTrue();
    assertThat(server.connectionCount()).isEqualTo(2);
    assertThat(server.requestCount()).isEqualTo(3);
  }

  static Stream<Arguments> breaks() {
    CreateAuthorizationRequest small = sampleRequest();
    // Larger than the buffers of the system, so that it is still being written.
    CreateAuthorizationRequest large = sampleRequest().merchantId("m".repeat(4 * 1024 * 1024));
    Handler respondPartly =
        exchange -> exchange.write("HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n{\"status\"");
    return Stream.of(
        arguments("closed at the first byte", small, (Handler) Exchange::close),
        arguments("reset while sending", large, (Handler) Exchange::reset),
        arguments(
            "reset in the body",
            large,
            sequence(Exchange::readHead, Exchange::readByte, Exchange::reset)),
        arguments("reset after the body", small, sequence(Exchange::readRequest, Exchange::reset)),
        arguments(
            "reset in the response",
            small,
            sequence(Exchange::readRequest, respondPartly, Exchange::reset)));
  }

  // OkHttp would send a refused stream again.
  @ParameterizedTest
  @CsvSource({"REFUSED_STREAM, 7", "INTERNAL_ERROR, 2"})
  void sendsOnceIfItsHttp2StreamIsReset(String reason, int code) throws IOException {
    AtomicInteger sent = new AtomicInteger();
    EventListener counting =
        new EventListener() {
          @Override
          public void requestHeadersStart(Call call) {
            sent.incrementAndGet();
          }
        };
    OkHttpClient http2Client =
        retrying()
            .newBuilder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .eventListener(counting)
            .build();
    MockResponse created = new MockResponse.Builder().body(Samples.CREATED).build();
    try (MockWebServer http2 = new MockWebServer()) {
      http2.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      http2.enqueue(created);
      http2.enqueue(
          new MockResponse.Builder().onRequestStart(new SocketEffect.CloseStream(code)).build());
      http2.enqueue(created);
      http2.start(InetAddress.getLoopbackAddress(), 0);
      BinancePayClient client = server.client("http://localhost:" + http2.getPort(), http2Client);
      calling.call(client);

      assertThat(calling.transportFailure(client).requestMayHaveBeenSent()).isTrue();
      assertThat(sent).hasValue(2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("interceptors")
  void sendsOnceIfAUserInterceptorRetries(String name, Handler first, Interceptor interceptor) {
    server.handleWith(first, respondCreated());
    OkHttpClient users = new OkHttpClient.Builder().addInterceptor(interceptor).build();

    TransportException failure = calling.transportFailure(server.client(users));

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  static Stream<Arguments> interceptors() {
    Interceptor retrying =
        chain -> {
          try {
            chain.proceed(chain.request()).close();
          } catch (IOException e) {
            // Retries in any case.
          }
          return chain.proceed(chain.request());
        };
    Interceptor changing =
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(new Request.Builder().url(chain.request().url()).build());
        };
    return Stream.of(
        arguments("sends twice", respondCreated(), retrying),
        arguments("retries", sequence(Exchange::readRequest, Exchange::reset), retrying),
        arguments("sends a GET", respondCreated(), changing));
  }

  private BinancePayClient retryingClient() {
    return server.client("http://localhost:" + server.port(), retrying());
  }

  // Retries and follows as much as OkHttp allows, and knows a second route to the server.
  private static OkHttpClient retrying() {
    Authenticator login =
        (route, response) ->
            response
                .request()
                .newBuilder()
                .header("Authorization", "Basic Og==")
                .header("Proxy-Authorization", "Basic Og==")
                .build();
    InetAddress address = InetAddress.getLoopbackAddress();
    return new OkHttpClient.Builder()
        .authenticator(login)
        .proxyAuthenticator(login)
        .dns(host -> List.of(address, address))
        .build();
  }

  static List<Handler> readBreaks() {
    Handler respondPartly = exchange -> exchange.write("HTTP/1.1 200 OK\r\nConten");
    return List.of(
        sequence(Exchange::readHead, Exchange::close),
        sequence(Exchange::readRequest, Exchange::reset),
        sequence(Exchange::readRequest, respondPartly, Exchange::close));
  }

  @ParameterizedTest
  @MethodSource("readBreaks")
  void readRetriesOnceWithANewSignature(Handler broken) {
    BinancePayClient client = server.client();
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
  @MethodSource("readBreaks")
  void readFailsAfterOneRetry(Handler broken) {
    BinancePayClient client = server.client();
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
  void readRetryUsesNoOtherIdleConnection() {
    BinancePayClient client = server.client();
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
  void readIsNotRetriedAgainIfAUserInterceptorRetries() {
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
    server.handleWith(readBreaks().get(0));

    assertRequests(
        2, server.clientBuilder().httpClient(persistent), "tried to send the request twice");
  }

  @Test
  void readRetriesOnceAlthoughTheTimestampIsRejected() {
    Handler rejecting =
        respond(
            400,
            "{\"status\":\"FAIL\",\"code\":\"400003\"}",
            "Date: Mon, 23 Nov 2026 00:00:00 GMT");
    server.handleWith(readBreaks().get(0), rejecting, readBreaks().get(0), respond(200, SCOPES));

    assertRequests(3, server.clientBuilder().clockSkewCorrection(true), "");
  }

  @Test
  void readIsNotRetriedAfterATimeout() throws Exception {
    OkHttpClient impatient = new OkHttpClient.Builder().readTimeout(Duration.ofMillis(50)).build();
    CountDownLatch closed = new CountDownLatch(2);
    server.handleWith(RawServer.ignore(closed, closed));

    assertRequests(1, server.clientBuilder().httpClient(impatient), "");
    closed.await();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void readIsNotRetriedWithoutRetryOnConnectionFailure() {
    OkHttpClient once = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    server.handleWith(readBreaks().get(0));

    assertRequests(1, server.clientBuilder().httpClient(once), "");
  }

  private void assertRequests(int requests, BinancePayClient.Builder builder, String message) {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(builder.build()::queryScopes)
        .withMessageContaining(message);
    assertThat(server.requestCount()).isEqualTo(requests);
  }
}
