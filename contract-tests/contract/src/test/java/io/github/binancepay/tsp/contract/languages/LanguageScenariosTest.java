package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.contract.Operation;
import io.github.binancepay.tsp.contract.Operations;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Validates the scenarios against the behaviours and, with the Java client, against the sandbox.
 */
class LanguageScenariosTest {
  @RegisterExtension
  static final SandboxExtension SANDBOX = new SandboxExtension(LanguagesCheck.sandbox());

  @BeforeAll
  static void create(BinancePayClient client) {
    LanguagesCheck.createWhatQueriesExpect(client);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void rejectionHasCodeAndMessage(Scenario scenario) {
    assertThat(scenario.expect().get("outcome")).isIn("success", "rejected", "failed");
    if (scenario.expect().containsValue("rejected")) {
      assertThat(scenario.expect()).containsKeys("code", "message").doesNotContainValue("");
    }
  }

  @ParameterizedTest
  @EnumSource(Behaviour.class)
  void sendsMerchantIdOfBehaviour(Behaviour behaviour) throws IOException {
    for (Scenario scenario : scenarios()) {
      if (scenario.name().endsWith("/" + behaviour)) {
        assertThat(scenario.secretKey() != null).isEqualTo(behaviour == Behaviour.WRONG_SECRET_KEY);
        behaviour
            .merchantId()
            .map(operation(scenario)::requestFor)
            .ifPresent(
                request ->
                    assertThat(JsonParser.parseString(scenario.request().toString()))
                        .isEqualTo(JsonParser.parseString(request)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void javaClientGivesExpectedResult(Scenario scenario) throws IOException {
    JsonObject result = run(scenario);
    result.addProperty("scenario", scenario.name());

    assertThat(
            new Conformance(0, 0, List.of(scenario))
                .faults(List.of(result.toString()))
                .get(scenario.name()))
        .isEmpty();
  }

  private static JsonObject run(Scenario scenario) {
    String secretKey =
        scenario.secretKey() == null ? Sandbox.DEFAULT_SECRET_KEY : scenario.secretKey();
    JsonObject result = new JsonObject();
    try (BinancePayClient client =
        BinancePayClient.builder()
            .baseUrl(SANDBOX.baseUrl())
            .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, secretKey))
            .build()) {
      result.add("data", operation(scenario).call(client, scenario.request().toString()));
      result.addProperty("outcome", "success");
    } catch (TransportException e) {
      result.addProperty("outcome", "failed");
    } catch (BinancePayException e) {
      result.addProperty("outcome", "rejected");
      result.addProperty("code", e instanceof ApiException rejection ? rejection.code() : null);
      result.addProperty("message", e.getMessage());
    }
    return result;
  }

  private static Operation operation(Scenario scenario) {
    return Operations.ALL.stream()
        .filter(each -> each.operationId().equals(scenario.operation()))
        .findFirst()
        .orElseThrow();
  }

  static List<Scenario> scenarios() throws IOException {
    return Scenario.readOperations(Path.of("../../openapi/languages/scenarios.json"));
  }
}
