package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
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
  void anOperationIsOnThePathsOfTheProvider(Document.Operation operation) {
    assertThat(operation.path()).startsWith("/binancepay/openapi/");
    assertThat(operation.node().path("responses").propertyStream())
        .extracting(response -> response.getKey())
        .containsExactly("200", "4XX", "5XX");
    assertThat(operation.node().path("x-safe-to-repeat").isBoolean()).isTrue();
    if (operation.node().has("requestBody")) {
      assertThat(operation.node().at("/requestBody/required").asBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theFourHeadersAreNeededTogether(Document.Operation operation) {
    assertThat(operation.node().path("security")).hasSize(1);
    assertThat(operation.node().at("/security/0").propertyStream())
        .extracting(
            scheme -> DOCUMENT.component("securitySchemes", scheme.getKey()).path("name").asText())
        .containsExactly(
            "BinancePay-Timestamp",
            "BinancePay-Nonce",
            "BinancePay-Certificate-SN",
            "BinancePay-Signature");
  }
}
