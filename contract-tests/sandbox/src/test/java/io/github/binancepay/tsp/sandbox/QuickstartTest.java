package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void withoutKeysItRunsAgainstASandboxAndShowsARejection() {
    assertThat(run(Map.of())).isZero();

    assertThat(out.toString(UTF_8))
        .contains("POST http://127.0.0.1:")
        .contains("{\"merchantId\":\"merchant1\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"]")
        .contains("merchantName: Merchant One")
        .contains("https://merchant.binance.com/en/dashboard/review-authorization?authId=")
        .contains("ApiException: 406210 INVALID_MERCHANT_ID (HTTP 400)");
    assertThat(err.size()).isZero();
  }

  @Test
  void signatureKeyAndTokenAreNotPrintedWhole() {
    assertThat(run(Map.of())).isZero();

    assertThat(out.toString(UTF_8))
        .containsPattern("BinancePay-Signature: [0-9A-F]{8}…\n")
        .containsPattern("BinancePay-Certificate-SN: .{8}…\n")
        .contains("authorizationToken: *\n")
        .doesNotContain(Sandbox.DEFAULT_SECRET_KEY);
  }

  @Test
  void withKeysItCallsTheProviderForTheMerchantAndDemonstratesNoFailure() throws IOException {
    try (Sandbox provider =
        Sandbox.builder().credentials("team-key", "team-secret").merchant("m42", "Team").start()) {
      int status =
          run(
              Map.of(
                  "BINANCE_PAY_API_KEY", "team-key",
                  "BINANCE_PAY_SECRET_KEY", "team-secret",
                  "BINANCE_PAY_BASE_URL", provider.baseUrl(),
                  "BINANCE_PAY_MERCHANT_ID", "m42"));

      assertThat(status).isZero();
      assertThat(out.toString(UTF_8)).contains("merchantName: Team").doesNotContain("ApiException");
    }
  }

  @Test
  void aRejectionEndsWithAPlainMessageAndStatusOne() throws IOException {
    try (Sandbox provider = Sandbox.builder().start()) {
      int status =
          run(
              Map.of(
                  "BINANCE_PAY_API_KEY",
                  Sandbox.DEFAULT_API_KEY,
                  "BINANCE_PAY_SECRET_KEY",
                  "another",
                  "BINANCE_PAY_BASE_URL",
                  provider.baseUrl()));

      assertThat(status).isEqualTo(1);
      assertThat(err.toString(UTF_8))
          .startsWith("Failed: 400002 INVALID_SIGNATURE")
          .hasLineCount(1);
    }
  }

  @Test
  void aMissingOrWrongVariableIsNamed() {
    assertThat(run(Map.of("BINANCE_PAY_API_KEY", "key"))).isEqualTo(1);
    assertThat(
            run(
                Map.of(
                    "BINANCE_PAY_API_KEY",
                    "key",
                    "BINANCE_PAY_SECRET_KEY",
                    "s",
                    "BINANCE_PAY_BASE_URL",
                    "x")))
        .isEqualTo(1);

    assertThat(err.toString(UTF_8).lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("BINANCE_PAY_SECRET_KEY is not set"),
            second -> assertThat(second).contains("baseUrl must be an absolute http or https URL"));
  }

  private int run(Map<String, String> environment) {
    return Quickstart.run(
        environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
