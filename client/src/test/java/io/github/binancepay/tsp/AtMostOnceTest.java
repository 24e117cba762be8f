package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Calling.class)
class AtMostOnceTest {
  private static final String PATH = "/binancepay/openapi/service/provider/create";

  @AutoClose private final RawServer server = new RawServer();
  @AutoClose private final RawServer other = new RawServer();
  @Parameter private Calling calling;

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 308, 401, 408, 421, 503})
  void theRequestIsSentOnceWhateverTheResponseInvitesTo(int httpStatus) {
    for (String location : List.of(PATH, other.origin() + PATH)) {
      for (OkHttpClient callers : List.of(new OkHttpClient(), retrying())) {
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
            .isThrownBy(() -> calling.call(server.clientBuilder().httpClient(callers).build()))
            .matches(malformed -> malformed.httpStatus() == httpStatus);

        assertThat(server.requestCount() - before).isEqualTo(1);
        assertThat(other.connectionCount()).isZero();
      }
    }
  }

  @Test
  void theRequestIsSentOnceThroughAProxyThatAsksForALogin() {
    server.handleWith(respond(407, "", "Proxy-Authenticate: Basic realm=here"), respondCreated());
    Proxy proxy =
        new Proxy(
            Proxy.Type.HTTP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    BinancePayClient client =
        server
            .clientBuilder()
            .baseUrl(other.origin())
            .httpClient(retrying().newBuilder().proxy(proxy).build())
            .build();

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> calling.call(client))
        .matches(malformed -> malformed.httpStatus() == 407);

    assertThat(server.requests()).singleElement().asString().startsWith("POST http://127.0.0.1:");
    assertThat(other.connectionCount()).isZero();
  }

  // OkHttp looks whether a pooled connection still lives only if it was idle for ten seconds.
  @Test
  void aConnectionThatWasClosedWhileIdleCostsOneCallAndNoSecondRequest() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.handleWith(
        sequence(respondCreated(), Exchange::close, exchange -> closed.countDown()),
        respondCreated());
    BinancePayClient client = retryingClient();
    calling.call(client);
    assertThat(closed.await(30, SECONDS)).isTrue();

    TransportException failure = calling.transportFailure(client);

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);

    calling.call(client);
    assertThat(server.requestCount()).isEqualTo(2);
  }

  // OkHttp is more likely to repeat a request if the connection had worked before.
  @ParameterizedTest
  @MethodSource("breaks")
  void theRequestIsSentOnceIfANewOrAPooledConnectionBreaks(
      Handler broken, CreateAuthorizationRequest request) {
    server.handleWith(broken, respondCreated(), broken, respondCreated());
    BinancePayClient client = retryingClient();

    assertThat(failureOf(client, request).requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);

    calling.call(client);
    assertThat(failureOf(client, request).requestMayHaveBeenSent()).isTrue();
    assertThat(server.connectionCount()).isEqualTo(2);
    assertThat(server.requestCount()).isEqualTo(3);
  }

  static Stream<Arguments> breaks() {
    Named<?> small = named("small", sampleRequest());
    // Larger than what the system buffers, so that it is still being written.
    Named<?> large = named("large", sampleRequest().merchantId("m".repeat(4 * 1024 * 1024)));
    Handler respondPartly =
        exchange -> exchange.write("HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n{\"status\"");
    return Stream.of(
        arguments(handler("closed at the first byte", Exchange::close), small),
        arguments(handler("reset at the first byte", Exchange::reset), small),
        arguments(handler("reset while sending", Exchange::reset), large),
        arguments(handler("reset before the body", Exchange::readHead, Exchange::reset), large),
        arguments(
            handler("reset in the body", Exchange::readHead, Exchange::readByte, Exchange::reset),
            large),
        arguments(handler("reset after the body", Exchange::readRequest, Exchange::reset), small),
        arguments(
            handler("reset in the response", Exchange::readRequest, respondPartly, Exchange::reset),
            small));
  }

  private static Named<Handler> handler(String name, Handler... steps) {
    return named(name, sequence(steps));
  }

  // What the provider's network speaks. A refused stream is one that OkHttp would open again.
  @ParameterizedTest
  @CsvSource({"REFUSED_STREAM, 7", "INTERNAL_ERROR, 2"})
  void theRequestIsSentOnceIfItsHttp2StreamIsReset(String reason, int code) throws IOException {
    AtomicInteger sent = new AtomicInteger();
    EventListener counting =
        new EventListener() {
          @Override
          public void requestHeadersStart(Call call) {
            sent.incrementAndGet();
          }
        };
    try (MockWebServer http2 = new MockWebServer()) {
      http2.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      http2.enqueue(new MockResponse.Builder().body(Samples.CREATED).build());
      http2.enqueue(
          new MockResponse.Builder().onRequestStart(new SocketEffect.CloseStream(code)).build());
      http2.enqueue(new MockResponse.Builder().body(Samples.CREATED).build());
      http2.start(InetAddress.getLoopbackAddress(), 0);
      BinancePayClient client =
          server
              .clientBuilder()
              .baseUrl("http://localhost:" + http2.getPort())
              .httpClient(
                  retrying()
                      .newBuilder()
                      .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                      .eventListener(counting)
                      .build())
              .build();
      calling.call(client);

      TransportException failure = calling.transportFailure(client);

      assertThat(failure.requestMayHaveBeenSent()).isTrue();
      assertThat(sent).hasValue(2);
    }
  }

  @ParameterizedTest
  @MethodSource("interceptors")
  void anInterceptorOfTheCallersCannotSendTwice(Interceptor interceptor, Handler first) {
    server.handleWith(first, respondCreated());
    OkHttpClient callers = new OkHttpClient.Builder().addInterceptor(interceptor).build();

    TransportException failure =
        calling.transportFailure(server.clientBuilder().httpClient(callers).build());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  static Stream<Arguments> interceptors() {
    Interceptor twice =
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(chain.request());
        };
    Interceptor retrying =
        chain -> {
          try {
            return chain.proceed(chain.request());
          } catch (IOException e) {
            return chain.proceed(chain.request());
          }
        };
    Interceptor askingAgain =
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(new Request.Builder().url(chain.request().url()).build());
        };
    Handler reset = sequence(Exchange::readRequest, Exchange::reset);
    return Stream.of(
        arguments(named("sends twice", twice), named("created", respondCreated())),
        arguments(named("sends again if it broke", retrying), named("reset", reset)),
        arguments(named("asks again with GET", askingAgain), named("created", respondCreated())));
  }

  private BinancePayClient retryingClient() {
    return server
        .clientBuilder()
        .baseUrl("http://localhost:" + server.port())
        .httpClient(retrying())
        .build();
  }

  // Would repeat and follow whatever OkHttp lets it, and knows a second way to the server.
  private static OkHttpClient retrying() {
    Authenticator login =
        (route, response) ->
            response
                .request()
                .newBuilder()
                .header("Authorization", Credentials.basic("user", "password"))
                .header("Proxy-Authorization", Credentials.basic("user", "password"))
                .build();
    return new OkHttpClient.Builder()
        .authenticator(login)
        .proxyAuthenticator(login)
        .dns(
            host -> {
              InetAddress address = InetAddress.getLoopbackAddress();
              return List.of(address, address);
            })
        .build();
  }

  private TransportException failureOf(
      BinancePayClient client, CreateAuthorizationRequest request) {
    return catchThrowableOfType(TransportException.class, () -> calling.call(client, request));
  }
}
