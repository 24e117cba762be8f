package io.github.binancepay.tsp.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartTest {
  @RegisterExtension
  static final SandboxExtension PROVIDER =
      new SandboxExtension(
          Sandbox.builder()
              .credentials("team-key", "team-secret")
              .merchant("m42", "Team")
              .window(Duration.ofSeconds(30)));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void showsTheFlowAndARejection() {
    assertThat(run(false, Map.of())).isZero();

    assertThat(out.toString(UTF_8))
        .contains("POST http://127.0.0.1:")
        .contains("CONVERT, REFUND, CHECKOUT")
        .contains("{\"merchantId\":\"1000135331248\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"]")
        .containsPattern("SUBMIT_AUTH_AGREE.*[0-9]{18}")
        .contains("status: AUTHORIZED")
        .contains("merchantName: Merchant One")
        .contains("/en/dashboard/review-authorization?authId=")
        .contains("ApiException: 406210 INVALID_MERCHANT_ID (HTTP 400)")
        .doesNotContain("quickstart.live");
    assertThat(out.toString(UTF_8))
        .as("shortened secrets")
        .containsPattern("BinancePay-Signature: [0-9A-F]{8}…\n")
        .containsPattern("BinancePay-Certificate-SN: .{8}…\n")
        .contains("authorizationToken: *\n")
        .doesNotContain(Sandbox.DEFAULT_SECRET_KEY);
    assertThat(err.size()).isZero();
  }

  @Test
  void ignoresKeysInTheEnvironmentAndSaysHowToUseThem() {
    assertThat(run(false, environment())).isZero();

    assertThat(out.toString(UTF_8))
        .startsWith("The keys in the environment are ignored; -Dquickstart.live=true")
        .doesNotContain(PROVIDER.baseUrl());
  }

  @Test
  void callsTheProviderOnRequest() {
    assertThat(run(true, environment())).isZero();

    assertThat(out.toString(UTF_8)).contains("merchantName: Team").doesNotContain("ApiException");
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE_PAY_API_KEY,, BINANCE_PAY_API_KEY is not set",
    "BINANCE_PAY_SECRET_KEY,, BINANCE_PAY_SECRET_KEY is not set",
    "BINANCE_PAY_MERCHANT_ID,, BINANCE_PAY_MERCHANT_ID is not set",
    "BINANCE_PAY_BASE_URL, x, baseUrl x is not an absolute http or https URL",
    "BINANCE_PAY_SECRET_KEY, another, 400002 INVALID_SIGNATURE"
  })
  void reportsAnUnusableSettingInOneLine(String variable, String value, String message) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put(variable, value);

    assertThat(run(true, environment)).isEqualTo(1);

    assertThat(err.toString(UTF_8)).startsWith("Failed: " + message).hasLineCount(1);
  }

  private static Map<String, String> environment() {
    return Map.of(
        "BINANCE_PAY_API_KEY", "team-key",
        "BINANCE_PAY_SECRET_KEY", "team-secret",
        "BINANCE_PAY_BASE_URL", PROVIDER.baseUrl(),
        "BINANCE_PAY_MERCHANT_ID", "m42");
  }

  private int run(boolean live, Map<String, String> environment) {
    return Quickstart.run(
        live, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
