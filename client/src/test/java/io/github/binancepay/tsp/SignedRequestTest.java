package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.tls;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.auth.RequestSigner;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests on the wire. A timestamp is valid for one second, so it is taken right before sending.
 */
class SignedRequestTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00.123Z");

  @AutoClose private final RawServer server = new RawServer();
  private final SettableClock clock = new SettableClock(START);

  @Test
  void sendsTheRequestOfTheReferencePage() {
    server.client().createAuthorization(sampleRequest());

    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("POST /binancepay/openapi/service/provider/create HTTP/1.1\r\n")
        .endsWith(
            "{\"merchantId\":\"merchant1\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
                + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}");
    assertThat(server.headers("Content-Type")).containsExactly("application/json");
    assertThat(server.headers("Accept")).containsExactly("application/json");
    String userAgent = server.headers("User-Agent").get(0);
    assertThat(userAgent).matches("binance-pay-tsp-client/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    String version = userAgent.substring(userAgent.indexOf('/') + 1);
    assertThat(Path.of("pom.xml")).content(UTF_8).contains("<version>" + version + "</version>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void userAgentStartsWithThatOfTheUser(boolean network) {
    Interceptor naming =
        chain -> chain.proceed(chain.request().newBuilder().header("User-Agent", "shop/7").build());
    OkHttpClient.Builder users = new OkHttpClient.Builder();
    (network ? users.networkInterceptors() : users.interceptors()).add(naming);

    server.client(users.build()).createAuthorization(sampleRequest());

    assertThat(server.headers("User-Agent"))
        .singleElement()
        .asString()
        .matches("shop/7 binance-pay-tsp-client/[0-9].*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"商户-Händler-😀", "<b>&'=\"\\/</b>", "line\nfeed\u2028"})
  void setsFourHeadersAndSignsExactlyTheBytesSent(String merchantId) {
    server
        .clientBuilder()
        .clock(clock)
        .build()
        .createAuthorization(sampleRequest().merchantId(merchantId));

    assertThat(server.headers("BinancePay-Timestamp")).containsExactly(millis(START));
    assertThat(server.headers("BinancePay-Certificate-SN")).containsExactly(Samples.API_KEY);
    assertThat(server.headers("BinancePay-Nonce")).allMatch(each -> each.matches("[A-Za-z]{32}"));
    assertSignatureFits();
  }

  @Test
  void signsTheBodyOfAUserInterceptorAndReplacesItsHeaders() {
    RequestBody other =
        RequestBody.create("{ \"rewritten\": \"ü\" }", MediaType.get("application/json"));
    Interceptor rewriting =
        chain -> {
          Request.Builder rewritten = chain.request().newBuilder().post(other);
          rewritten.header("Content-Length", Long.toString(other.contentLength()));
          rewritten.header("BinancePay-Nonce", "old").header("BinancePay-Signature", "old");
          return chain.proceed(rewritten.build());
        };
    OkHttpClient users = new OkHttpClient.Builder().addNetworkInterceptor(rewriting).build();

    server.client(users).createAuthorization(sampleRequest());

    assertThat(server.body()).isEqualTo("{ \"rewritten\": \"ü\" }");
    assertThat(server.headers("BinancePay-Nonce")).hasSize(1).doesNotContain("old");
    assertSignatureFits();
  }

  @ParameterizedTest
  @EnumSource
  void timestampIsTakenAfterDnsConnectingAndTls(Calling calling) {
    HeldCertificate certificate = RawServer.certificateOf("localhost");
    OkHttpClient slow =
        RawServer.trusting(certificate)
            .dns(
                host -> {
                  clock.advance(Duration.ofSeconds(1));
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .eventListener(new Delays())
            .build();

    try (RawServer secured = new RawServer(tls(certificate))) {
      String baseUrl = "https://localhost:" + secured.port();
      calling.call(secured.clientBuilder().baseUrl(baseUrl).httpClient(slow).clock(clock).build());

      assertThat(secured.headers("BinancePay-Timestamp"))
          .containsExactly(millis(START.plusSeconds(111)));
    }
  }

  /** Delays of different lengths, so that the sum shows a missing one. */
  private final class Delays extends EventListener {
    @Override
    public void secureConnectEnd(Call call, Handshake handshake) {
      clock.advance(Duration.ofSeconds(10));
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, Protocol protocol) {
      clock.advance(Duration.ofSeconds(100));
    }
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  // The signer itself is tested with the vectors.
  private void assertSignatureFits() {
    assertThat(server.headers("BinancePay-Signature"))
        .containsExactly(
            new RequestSigner(Samples.SECRET_KEY)
                .sign(
                    Long.parseLong(server.headers("BinancePay-Timestamp").get(0)),
                    server.headers("BinancePay-Nonce").get(0),
                    server.body().getBytes(UTF_8)));
  }
}
