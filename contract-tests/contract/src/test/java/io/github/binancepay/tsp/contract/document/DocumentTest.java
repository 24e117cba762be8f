package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation of the document has in common. */
class DocumentTest {
  private static final Document DOCUMENT = Document.read();

  @Test
  void theDocumentParsesWithoutAMessage() {
    assertThat(
            new OpenAPIV3Parser()
                .readContents(DOCUMENT.tree().toString(), null, null)
                .getMessages())
        .isEmpty();
  }

  static List<Document.Operation> operations() {
    return DOCUMENT.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationIsLikeTheOthers(Document.Operation operation) {
    JsonNode node = operation.node();

    assertThat(operation.path()).startsWith("/binancepay/openapi/");
    assertThat(node.path("responses").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("200", "4XX", "5XX");
    assertThat(node.path("x-safe-to-repeat").isBoolean()).isTrue();
    assertThat(node.has("requestBody")).isEqualTo(node.at("/requestBody/required").asBoolean());
    assertThat(node.path("security")).hasSize(1);
    assertThat(node.at("/security/0").properties())
        .extracting(
            each -> DOCUMENT.component("securitySchemes", each.getKey()).get("name").asText())
        .containsExactly(
            "BinancePay-Timestamp",
            "BinancePay-Nonce",
            "BinancePay-Certificate-SN",
            "BinancePay-Signature");
  }
}
