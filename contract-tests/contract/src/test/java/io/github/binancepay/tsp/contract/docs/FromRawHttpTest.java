package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs both sides of the page on upgrading, and proves them equal as the page says. */
@ExtendWith(SandboxExtension.class)
class FromRawHttpTest {
  private final RawHttp raw;
  private final WithTheClient upgraded;

  FromRawHttpTest(Sandbox sandbox, BinancePayClient client) {
    raw = new RawHttp(sandbox.baseUrl(), Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY);
    upgraded = new WithTheClient(client);
  }

  @Test
  void theHandWrittenSignerSignsTheVectors() throws Exception {
    JsonNode vectors =
        new ObjectMapper()
            .readTree(Path.of("../../openapi/signing-vectors.json").toFile())
            .get("vectors");

    assertThat(vectors).isNotEmpty();
    for (JsonNode vector : vectors) {
      String signature =
          new RawHttp("", "", vector.get("secretKey").textValue())
              .sign(
                  vector.get("timestamp").textValue(),
                  vector.get("nonce").textValue(),
                  vector.get("body").textValue());
      assertThat(signature).isEqualTo(vector.get("signature").textValue());
    }
  }

  @Test
  void bothCreateTheSame(BinancePayClient client) throws Exception {
    List<String> scopes = List.of("CONVERT", "CHECKOUT");
    List<String> ips = List.of("192.168.1.1");

    String before = raw.create("merchant1", scopes, ips);
    String after = upgraded.create("merchant1", scopes, ips);

    assertThat(before.replaceFirst("=[0-9]+$", "")).isEqualTo(after.replaceFirst("=[0-9]+$", ""));
    assertThat(client.authorizations("merchant1"))
        .hasSize(2)
        .extracting(each -> each.authorizationId("").authorizationToken(""))
        .containsOnly(record(scopes, ips));
  }

  private static AuthorizationRecord record(List<String> scopes, List<String> ips) {
    return new AuthorizationRecord()
        .authorizationId("")
        .authorizationToken("")
        .merchantId("merchant1")
        .merchantName("Merchant One")
        .status("PENDING")
        .scopes(scopes)
        .ipWhitelist(ips);
  }

  @Test
  void bothReportTheSameRejection() {
    assertThatThrownBy(() -> raw.create("nobody", List.of("CONVERT"), List.of("192.168.1.1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("406210");
    assertThatThrownBy(() -> upgraded.create("nobody", List.of("CONVERT"), List.of("192.168.1.1")))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("406210");
  }
}
