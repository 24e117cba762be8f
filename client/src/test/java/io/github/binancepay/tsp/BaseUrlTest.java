package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
  void pathOfTheOperationIsAdded(String path, String target) {
    build(server.origin() + path).createAuthorization(sampleRequest());

    assertThat(server.requests().get(0)).startsWith("POST " + target + " ");
  }

  @Test
  void defaultIsTheProductionServer() {
    BinancePayClient client =
        BinancePayClient.builder().credentials(ApiCredentials.of("key", "secret")).build();

    assertThat(client).hasToString("BinancePayClient[https://bpay.binanceapi.com/]");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void isPresent(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessage(
            "baseUrl is "
                + (baseUrl == null ? "null" : "blank")
                + "; use a URL such as https://bpay.binanceapi.com");
  }

  @ParameterizedTest
  @CsvSource({
    "bpay.binanceapi.com, no scheme was found",
    "127.0.0.1:8080, Expected URL scheme 'http' or 'https'",
    "https://bpay binanceapi.com, Invalid URL host",
    "http://127.0.0.1:99999, Invalid URL port: \"99999\"",
  })
  void isAnAbsoluteUrl(String baseUrl, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageStartingWith("baseUrl " + baseUrl + " is not an absolute http or https URL: ")
        .withMessageContaining(reason)
        .withMessageEndingWith("; use a URL such as https://bpay.binanceapi.com");
  }

  @ParameterizedTest
  @CsvSource({
    "https://bpay.binanceapi.com/binancepay/openapi, https://bpay.binanceapi.com",
    "https://example.com:8443/proxy/binancepay/openapi/service/provider/create,"
        + " https://example.com:8443/proxy",
    "http://[::1]:8080/binancepay/openapi/, http://[::1]:8080"
  })
  void hasNoPathOfTheApi(String baseUrl, String remedy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessage(
            "baseUrl "
                + baseUrl
                + " has the path of the API, which the client adds; use a URL such as "
                + remedy);
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
  void isHttpsUnlessItIsLoopback(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageStartingWith("baseUrl " + baseUrl + " is not encrypted")
        .withMessageEndingWith("; use a URL such as " + baseUrl.replace("http:", "https:"));
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
        "https://example.com/?a=pa55word",
        "https://example.com/#pa55word"
      })
  void hasNoUserQueryOrFragment(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageStartingWith("baseUrl https://example.com")
        .withMessageEndingWith(
            " has a user, query or fragment; use a URL such as https://example.com")
        .withMessageNotContaining("pa55word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:pa55word@example.com:99999",
        "https:user:pa55word@example.com:99999",
        "https:\\\\user:p@55word@example.com:99999",
        "http://user:pa55word@"
      })
  void messagesShowNoUserOfAUrl(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageNotContaining("user:")
        .withMessageNotContaining("55word");
  }

  private static BinancePayClient build(String baseUrl) {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of("key", "secret"))
        .baseUrl(baseUrl)
        .build();
  }
}
