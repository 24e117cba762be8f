package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.answerOf;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtMostOnceTest {
  @AutoClose private final MockProvider provider = new MockProvider();

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 408, 421, 503})
  void theRequestIsSentOnceWhateverTheStatusInvitesTo(int httpStatus) {
    provider.answers(invitation(httpStatus));

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> provider.clientBuilder().build().createAuthorization(sampleRequest()))
        .withMessage("The answer (HTTP %s) is not one of the provider's: it is empty", httpStatus);

    assertThat(provider.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 408, 503})
  void theGeneratedInterfaceSendsOnceToo(int httpStatus) throws IOException {
    provider.answers(invitation(httpStatus));

    var response =
        provider.clientBuilder().build().api().createAuthorization(sampleRequest()).execute();

    assertThat(response.code()).isEqualTo(httpStatus);
    assertThat(provider.requestCount()).isEqualTo(1);
  }

  @Test
  void theRequestIsSentOnceEvenIfTheCallersHttpClientWouldLogIn() {
    provider.answers(answerOf(401, ""));
    OkHttpClient loggingIn =
        new OkHttpClient.Builder()
            .authenticator(
                (route, response) ->
                    response
                        .request()
                        .newBuilder()
                        .header("Authorization", Credentials.basic("user", "password"))
                        .build())
            .build();

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(
            () ->
                provider
                    .clientBuilder()
                    .httpClient(loggingIn)
                    .build()
                    .createAuthorization(sampleRequest()));

    assertThat(provider.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("brokenConnections")
  void theRequestIsSentOnceIfTheConnectionBreaks(MockResponse broken) {
    AtomicInteger sent = new AtomicInteger();
    EventListener counting =
        new EventListener() {
          @Override
          public void requestHeadersStart(Call call) {
            sent.incrementAndGet();
          }
        };
    OkHttpClient counted = new OkHttpClient.Builder().eventListener(counting).build();
    BinancePayClient client = provider.clientBuilder().httpClient(counted).build();
    // OkHttp tries again only if what broke is a connection that had worked before.
    client.createAuthorization(sampleRequest());
    provider.answers(broken);

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.createAuthorization(sampleRequest()));

    assertThat(sent).hasValue(2);
  }

  static Stream<Named<MockResponse>> brokenConnections() {
    SocketEffect close = new SocketEffect.CloseSocket();
    MockResponse created = answerOf(200, CREATED);
    return Stream.of(
        named("while sending", created.newBuilder().onRequestBody(close).build()),
        named("after sending", created.newBuilder().onResponseStart(close).build()),
        named("while answering", created.newBuilder().onResponseBody(close).build()));
  }

  private MockResponse invitation(int httpStatus) {
    return new MockResponse.Builder()
        .code(httpStatus)
        .setHeader("Location", "/binancepay/openapi/service/provider/create")
        .setHeader("Retry-After", "0")
        .build();
  }
}
