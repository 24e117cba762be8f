package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.tls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsTest {
  @ParameterizedTest
  @MethodSource("oldTls")
  void rejectsAnHttpClientWithOldTls(List<ConnectionSpec> specs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(specs))
        .withMessage("httpClient allows TLS older than 1.2; set its connectionSpecs to MODERN_TLS");
  }

  static Stream<List<ConnectionSpec>> oldTls() {
    return Stream.of(
        List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.COMPATIBLE_TLS),
        List.of(allowing(TlsVersion.TLS_1_1)),
        List.of(allowing(TlsVersion.TLS_1_0, TlsVersion.TLS_1_2)),
        // The versions of the runtime.
        List.of(
            new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).allEnabledTlsVersions().build()));
  }

  @Test
  void acceptsAnHttpClientWithModernTls() {
    assertThat(build(new OkHttpClient().connectionSpecs())).isNotNull();
    assertThat(build(List.of(allowing(TlsVersion.TLS_1_3)))).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void rejectsAnUntrustedCertificateByDefault(Calling calling) throws IOException {
    HeldCertificate selfSigned = RawServer.certificateOf("127.0.0.1");

    try (RawServer server = new RawServer(tls(selfSigned))) {
      BinancePayClient client =
          server.clientBuilder().baseUrl("https://127.0.0.1:" + server.port()).build();

      TransportException failure = calling.transportFailure(client);

      assertThat(failure).hasCauseInstanceOf(SSLHandshakeException.class);
      assertThat(failure.requestMayHaveBeenSent()).isFalse();
      assertThat(server.requestCount()).isZero();
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
