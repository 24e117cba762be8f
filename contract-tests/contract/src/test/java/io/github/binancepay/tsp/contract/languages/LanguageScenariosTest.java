package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the scenarios of the regenerated clients against the document's result codes and, with the
 * Java client, against the sandbox.
 */
class LanguageScenariosTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.builder().merchant("merchant1", "Merchant One").start();
    sandbox.addMerchant("商户-é-😀", "Shop");
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void everyDocumentedResultCodeHasAScenarioWithItsReason() throws IOException {
    List<Scenario> ofTheDocument =
        Stream.of(ResultCode.values())
            .filter(code -> code != ResultCode.SUCCESS)
            .map(
                code ->
                    new Scenario(
                        code.getValue(),
                        "sandbox-" + code.getValue(),
                        null,
                        new Scenario.Expectation("rejected", code.getValue(), code.getReason())))
            .toList();

    assertThat(scenarios().filter(scenario -> scenario.name().matches("[0-9]+")))
        .isEqualTo(ofTheDocument);
  }

  @Test
  void noTwoScenariosHaveOneName() throws IOException {
    assertThat(scenarios()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theJavaClientReadsWhatTheScenarioSays(Scenario scenario) {
    String secretKey =
        scenario.secretKey() == null ? Sandbox.DEFAULT_SECRET_KEY : scenario.secretKey();
    try (BinancePayClient client =
        BinancePayClient.builder()
            .baseUrl(sandbox.baseUrl())
            .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, secretKey))
            .build()) {
      CreateAuthorizationRequest request =
          new CreateAuthorizationRequest()
              .merchantId(scenario.merchantId())
              .scopes(List.of("CONVERT", "CHECKOUT"))
              .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
      if (scenario.expect().outcome().equals("created")) {
        assertThat(client.createAuthorization(request).getMerchantId())
            .isEqualTo(scenario.merchantId());
        return;
      }

      BinancePayException rejection =
          catchThrowableOfType(
              BinancePayException.class, () -> client.createAuthorization(request));

      assertThat(rejection).hasMessageContaining(scenario.expect().message());
      assertThat(rejection instanceof ApiException refusal ? refusal.code() : null)
          .isEqualTo(scenario.expect().code());
    }
  }

  static Stream<Scenario> scenarios() throws IOException {
    return Scenario.read(Path.of("../../openapi/languages/scenarios.json")).stream();
  }
}
