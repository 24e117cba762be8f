package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.contract.ClientCalls;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates the scenarios against the sandbox, with the Java client. */
class LanguageScenariosTest {
  @RegisterExtension
  static final SandboxExtension SANDBOX = new SandboxExtension(LanguagesCheck.sandbox());

  @BeforeAll
  static void create(BinancePayClient client) {
    LanguagesCheck.createExpectedAuthorizations(client);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void javaClientGivesExpectedResult(Scenario scenario) throws IOException {
    assertThat(scenario.expect().get("outcome")).isIn("success", "rejected", "failed");
    if (scenario.expect().containsValue("rejected")) {
      assertThat(scenario.expect()).containsKeys("code", "message").doesNotContainValue("");
    }
    assertThat(scenario.fault(new JsonMapper().readTree(run(scenario).toString()))).isEmpty();
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
      result.add(
          "data", ClientCalls.call(client, scenario.operation(), scenario.request().toString()));
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

  static List<Scenario> scenarios() throws IOException {
    return Scenario.readOperations(Path.of("../../openapi/languages/scenarios.json"));
  }
}
