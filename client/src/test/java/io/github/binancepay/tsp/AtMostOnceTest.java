package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.CountingServer.answering;
import static io.github.binancepay.tsp.CountingServer.creating;
import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.answerOf;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.CountingServer.Behaviour;
import io.github.binancepay.tsp.CountingServer.Exchange;
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
import okhttp3.Response;
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

  @AutoClose private final CountingServer server = new CountingServer();
  @AutoClose private final CountingServer other = new CountingServer();
  @Parameter private Calling calling;

  AtMostOnceTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "301, Location: {same}",
    "301, Location: {other}",
    "302, Location: {same}",
    "302, Location: {other}",
    "303, Location: {same}",
    "303, Location: {other}",
    "307, Location: {same}",
    "307, Location: {other}",
    "308, Location: {same}",
    "308, Location: {other}",
    "401, WWW-Authenticate: Basic realm=here",
    "408, X-None: 0",
    "408, Retry-After: 0",
    "421, X-None: 0",
    "429, Retry-After: 0",
    "503, X-None: 0",
    "503, Retry-After: 0"
  })
  void theRequestIsSentOnceWhateverTheAnswerInvitesTo(int httpStatus, String invitation) {
    String header = invitation.replace("{same}", PATH).replace("{other}", other.origin() + PATH);
    other.behaves(creating());

    for (OkHttpClient callers : List.of(new OkHttpClient(), eager())) {
      server.behaves(answering(httpStatus, "", header), creating());
      int before = server.requestCount();

      assertThatExceptionOfType(MalformedResponseException.class)
          .isThrownBy(() -> calling.call(server.clientBuilder().httpClient(callers).build()))
          .withMessage("Unexpected response (HTTP %s), empty body", httpStatus);

      assertThat(server.requestCount() - before).isEqualTo(1);
      assertThat(other.connectionCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 408, 503})
  void theGeneratedInterfaceSendsOnceToo(int httpStatus) {
    server.behaves(answering(httpStatus, "", "Location: " + PATH, "Retry-After: 0"), creating());

    var call = server.clientBuilder().build().api().createAuthorization(sampleRequest());

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(call::execute)
        .withMessageContaining("(HTTP %s)", httpStatus);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void theRequestIsSentOnceIfAServerAsksForTheLoginOfAProxy() {
    server.behaves(answering(407, "", "Proxy-Authenticate: Basic realm=here"), creating());

    TransportException failure =
        failureOf(server.clientBuilder().httpClient(eager()).build(), sampleRequest());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void theRequestIsSentOnceThroughAProxyThatAsksForALogin() {
    server.behaves(answering(407, "", "Proxy-Authenticate: Basic realm=here"), creating());
    Proxy proxy =
        new Proxy(
            Proxy.Type.HTTP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    BinancePayClient client =
        server
            .clientBuilder()
            .baseUrl(other.origin())
            .httpClient(eager().newBuilder().proxy(proxy).build())
            .build();

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> calling.call(client))
        .withMessageStartingWith("Unexpected response (HTTP 407), ");

    assertThat(server.requests()).singleElement().asString().startsWith("POST http://127.0.0.1:");
    assertThat(other.connectionCount()).isZero();
  }

  // OkHttp looks whether a pooled connection still lives only if it was idle for ten seconds.
  @Test
  void aConnectionThatWasClosedWhileIdleCostsOneCallAndNoSecondRequest() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.behaves(
        exchange -> {
          exchange.readRequest();
          exchange.answer(200, CREATED);
          exchange.close();
          closed.countDown();
        },
        creating());
    BinancePayClient client = eagerClient();
    calling.call(client);
    assertThat(closed.await(30, SECONDS)).isTrue();

    TransportException failure = failureOf(client, sampleRequest());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);

    calling.call(client);
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void theRequestIsSentOnceIfANewConnectionBreaks(
      Behaviour broken, CreateAuthorizationRequest request) {
    server.behaves(broken, creating());

    TransportException failure = failureOf(eagerClient(), request);

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  // OkHttp is readier to repeat a request if the connection had worked before.
  @ParameterizedTest
  @MethodSource("breaks")
  void theRequestIsSentOnceIfAPooledConnectionBreaks(
      Behaviour broken, CreateAuthorizationRequest request) {
    server.behaves(creating(), broken, creating());
    BinancePayClient client = eagerClient();
    calling.call(client);

    TransportException failure = failureOf(client, request);

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.connectionCount()).isEqualTo(1);
    assertThat(server.requestCount()).isEqualTo(2);
  }

  static Stream<Arguments> breaks() {
    Named<CreateAuthorizationRequest> small = named("a small request", sampleRequest());
    // Larger than what the system buffers, so that it is still being written.
    Named<CreateAuthorizationRequest> large =
        named("a large request", sampleRequest().merchantId("m".repeat(8 * 1024 * 1024)));
    return Stream.of(
        broken("closed at the first byte", small, Exchange::close),
        broken("reset at the first byte", small, Exchange::reset),
        broken("closed in the instant of sending", large, Exchange::close),
        broken("reset in the instant of sending", large, Exchange::reset),
        broken(
            "reset before the body",
            large,
            exchange -> {
              exchange.readHead();
              exchange.reset();
            }),
        broken(
            "reset during the body",
            large,
            exchange -> {
              exchange.readHead();
              exchange.readByte();
              exchange.reset();
            }),
        broken(
            "reset after the body",
            small,
            exchange -> {
              exchange.readRequest();
              exchange.reset();
            }),
        broken(
            "closed after the body",
            small,
            exchange -> {
              exchange.readRequest();
              exchange.close();
            }),
        broken(
            "reset during the answer",
            small,
            exchange -> {
              exchange.readRequest();
              exchange.write("HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n{\"status\"");
              exchange.reset();
            }));
  }

  private static Arguments broken(
      String name, Named<CreateAuthorizationRequest> request, Behaviour behaviour) {
    return arguments(named(name, behaviour), request);
  }

  // What the provider's network speaks. A refused stream is one that OkHttp would open again.
  @ParameterizedTest
  @CsvSource({"REFUSED_STREAM, 7", "CANCEL, 8", "INTERNAL_ERROR, 2"})
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
      http2.enqueue(answerOf(200, CREATED));
      http2.enqueue(
          new MockResponse.Builder().onRequestStart(new SocketEffect.CloseStream(code)).build());
      http2.enqueue(answerOf(200, CREATED));
      http2.start(InetAddress.getLoopbackAddress(), 0);
      BinancePayClient client =
          server
              .clientBuilder()
              .baseUrl("http://localhost:" + http2.getPort())
              .httpClient(
                  eager()
                      .newBuilder()
                      .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                      .eventListener(counting)
                      .build())
              .build();
      calling.call(client);

      TransportException failure = failureOf(client, sampleRequest());

      assertThat(failure.requestMayHaveBeenSent()).isTrue();
      assertThat(sent).hasValue(2);
    }
  }

  @ParameterizedTest
  @MethodSource("interceptors")
  void anInterceptorOfTheCallersCannotSendTwice(Interceptor interceptor, Behaviour first) {
    server.behaves(first, creating());
    OkHttpClient callers = new OkHttpClient.Builder().addInterceptor(interceptor).build();

    TransportException failure =
        failureOf(server.clientBuilder().httpClient(callers).build(), sampleRequest());

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
    Behaviour reset =
        exchange -> {
          exchange.readRequest();
          exchange.reset();
        };
    return Stream.of(
        arguments(named("sends twice", twice), named("created", creating())),
        arguments(named("sends twice", twice), named("503", answering(503, ""))),
        arguments(named("sends again if it broke", retrying), named("reset", reset)),
        arguments(named("asks again with GET", askingAgain), named("created", creating())));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void anInterceptorOfTheCallersCannotTakeTheRequestElsewhere(int httpStatus) {
    server.behaves(answering(httpStatus, "", "Location: " + other.origin() + PATH));
    other.behaves(creating());
    Interceptor following =
        chain -> {
          Response response = chain.proceed(chain.request());
          response.close();
          return chain.proceed(
              chain.request().newBuilder().url(response.header("Location")).build());
        };
    OkHttpClient callers = new OkHttpClient.Builder().addInterceptor(following).build();

    TransportException failure =
        failureOf(server.clientBuilder().httpClient(callers).build(), sampleRequest());

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
    assertThat(other.requestCount()).isZero();
  }

  private BinancePayClient eagerClient() {
    return server
        .clientBuilder()
        .baseUrl("http://localhost:" + server.port())
        .httpClient(eager())
        .build();
  }

  // Would repeat and follow whatever OkHttp lets it, and knows a second way to the server.
  private static OkHttpClient eager() {
    Authenticator answering =
        (route, response) ->
            response
                .request()
                .newBuilder()
                .header("Authorization", Credentials.basic("user", "password"))
                .header("Proxy-Authorization", Credentials.basic("user", "password"))
                .build();
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(true)
        .followRedirects(true)
        .followSslRedirects(true)
        .authenticator(answering)
        .proxyAuthenticator(answering)
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
