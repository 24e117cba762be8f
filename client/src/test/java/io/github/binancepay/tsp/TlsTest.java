package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.endless;
import static io.github.binancepay.tsp.RawServer.tls;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsTest {
  @ParameterizedTest
  @MethodSource("oldTls")
  void anHttpClientThatAllowsOldTlsIsRejected(List<ConnectionSpec> specs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(specs))
        .withMessage(
            "httpClient allows TLS older than 1.2; give it the connection spec MODERN_TLS");
  }

  static Stream<List<ConnectionSpec>> oldTls() {
    return Stream.of(
        List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.COMPATIBLE_TLS),
        List.of(allowing(TlsVersion.TLS_1_1)),
        List.of(allowing(TlsVersion.TLS_1_0, TlsVersion.TLS_1_2)),
        // Whatever the runtime allows.
        List.of(
            new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).allEnabledTlsVersions().build()));
  }

  @Test
  void anHttpClientThatAllowsOnlyModernTlsIsAccepted() {
    assertThat(build(new OkHttpClient().connectionSpecs())).isNotNull();
    assertThat(build(List.of(allowing(TlsVersion.TLS_1_3)))).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void theDefaultClientRejectsACertificateThatNobodyTrusts(Calling calling) throws IOException {
    HeldCertificate selfSigned =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

    try (RawServer server = new RawServer(tls(selfSigned))) {
      BinancePayClient client =
          server.clientBuilder().baseUrl("https://127.0.0.1:" + server.port()).build();

      TransportException failure = calling.transportFailure(client);

      assertThat(failure).hasCauseInstanceOf(SSLHandshakeException.class);
      assertThat(server.requestCount()).isZero();
    }
  }

  /** That one without TLS is ended, wherever in it that is, is in {@code AnyResponseTest}. */
  @Test
  void aResponseWithoutEndIsEndedUnderTlsToo() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    OkHttpClient trusting =
        new OkHttpClient.Builder()
            .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
            .build();

    try (RawServer server = new RawServer(tls(certificate))) {
      byte[] chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;".getBytes(UTF_8);
      server.handleWith(endless(chunk, new byte[8192]));
      BinancePayClient client =
          server
              .clientBuilder()
              .baseUrl("https://127.0.0.1:" + server.port())
              .httpClient(trusting)
              .build();

      TransportException failure = Calling.BLOCKING.transportFailure(client);

      assertThat(failure).hasMessageContaining("the response is larger than 20 MiB");
      assertThat(server.connectionBroken().await(60, SECONDS)).isTrue();
    }
  }

  private static BinancePayClient build(List<ConnectionSpec> specs) {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of("key", "secret"))
        .httpClient(new OkHttpClient.Builder().connectionSpecs(specs).build())
        .build();
  }

  private static ConnectionSpec allowing(TlsVersion... versions) {
    return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(versions).build();
  }
}
