package io.github.binancepay.tsp.internal.http;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.RawServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @CsvSource({
    "'',        /binancepay/openapi/service/provider/create",
    "/proxy,    /proxy/binancepay/openapi/service/provider/create",
    "/a/b%20c/, /a/b%20c/binancepay/openapi/service/provider/create"
  })
  void isCompletedWithThePathOfTheOperation(String path, String target) {
    build(server.origin() + path).createAuthorization(sampleRequest());

    assertThat(server.requests().get(0)).startsWith("POST " + target + " ");
  }

  @Test
  void isTheProductionServerIfNoneIsGiven() {
    BinancePayClient client =
        BinancePayClient.builder().credentials(ApiCredentials.of("key", "secret")).build();

    assertThat(client).hasToString("BinancePayClient[https://bpay.binanceapi.com/]");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"bpay.binanceapi.com", "127.0.0.1:8080", "https://bpay binanceapi.com"})
  void hasToBeAnAbsoluteUrl(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessage(
            "baseUrl must be an absolute http or https URL such as https://bpay.binanceapi.com,"
                + " but is: "
                + baseUrl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bpay.binanceapi.com",
        "http://128.0.0.1",
        "http://127.0.0.1.example.com",
        "http://evil-localhost",
        "http://a.localhost",
        "http://localhost.example.com",
        "http://[::2]",
      })
  void hasToBeHttpsUnlessItIsLoopback(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageStartingWith("baseUrl must be https, for http is not encrypted")
        .withMessageEndingWith("but it is: " + baseUrl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://localhost",
        "http://LOCALHOST:8080",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://[::ffff:127.0.0.1]"
      })
  void mayBeHttpsAnywhereAndHttpOnLoopback(String baseUrl) {
    assertThat(build(baseUrl)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user@example.com",
        "https://:pa55word@example.com",
        "https://example.com/?a=b",
        "https://example.com/#pa55word"
      })
  void hasNoUserQueryOrFragment(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessage(
            "baseUrl must have no user, query or fragment; give only scheme, host, port and"
                + " perhaps a path");
  }

  private static BinancePayClient build(String baseUrl) {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of("key", "secret"))
        .baseUrl(baseUrl)
        .build();
  }
}
