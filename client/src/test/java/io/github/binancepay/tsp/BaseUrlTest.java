package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource({
    ", is null; use a URL such as https://bpay.binanceapi.com",
    "' ', is blank; use a URL such as https://bpay.binanceapi.com",
    "bpay.binanceapi.com, is not an absolute http or https URL: .*no scheme was found.*",
    "127.0.0.1:8080, is not an absolute http or https URL: Expected URL scheme 'http' or 'https'.*",
    "https://bpay binanceapi.com, is not an absolute http or https URL: Invalid URL host.*",
    "http://127.0.0.1:99999, is not an absolute http or https URL: Invalid URL port: \"99999\".*",
    "https://example.com/binancepay/openapi, has the path of the API.*https://example.com",
    "https://example.com:8443/a/binancepay/openapi/b, has the path.*https://example.com:8443/a",
    "http://[::1]:8080/binancepay/openapi/, has the path of the API.*http://\\[::1\\]:8080",
    "http://bpay.binanceapi.com, is not encrypted.*https://bpay.binanceapi.com",
    "http://128.0.0.1, is not encrypted.*https://128.0.0.1",
    "http://127.0.0.1.example.com, is not encrypted.*https://127.0.0.1.example.com",
    "http://evil-localhost, is not encrypted.*https://evil-localhost",
    "http://a.localhost, is not encrypted.*https://a.localhost",
    "http://localhost.example.com, is not encrypted.*https://localhost.example.com",
    "http://[::2], is not encrypted.*https://\\[::2\\]",
  })
  void messageNamesTheProblemAndAUrlToUse(String baseUrl, String problem) {
    String shown = baseUrl == null || baseUrl.isBlank() ? "" : " " + baseUrl;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageMatching("baseUrl" + Pattern.quote(shown) + " " + problem)
        .withMessageContaining("; use a URL such as ");
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
        "https://user@example.com", "https://:pa55word@example.com",
        "https://example.com/?a=pa55word", "https://example.com/#pa55word"
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
        "https://user:pa55word@example.com:99999", "https:user:pa55word@example.com:99999",
        "https:\\\\user:p@55word@example.com:99999", "http://user:pa55word@"
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
