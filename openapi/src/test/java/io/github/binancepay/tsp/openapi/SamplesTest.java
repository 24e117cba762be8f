package io.github.binancepay.tsp.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {
  private static final JsonPointer OPERATION =
      JsonPointer.compile("/paths/~1binancepay~1openapi~1service~1provider~1create/post");

  @ParameterizedTest
  @CsvSource({
    "/requestBody/content/application~1json/examples, an example of the request",
    "/responses/200/content/application~1json/examples, an example of the response 200",
    "/tags, a tag (tags)",
    "/requestBody, a request body",
    "/responses/200/content/application~1json/schema, a schema of the response 200",
  })
  void namesOperationAndWhatItLacks(String place, String named) throws IOException {
    ObjectNode tree = (ObjectNode) SourceDocument.yaml(Path.of("binance-pay.yaml"));
    JsonPointer part = OPERATION.append(JsonPointer.compile(place));
    ((ObjectNode) tree.at(part.head())).remove(part.last().getMatchingProperty());
    SourceDocument document = new SourceDocument(tree);

    assertThatThrownBy(
            () -> {
              new Samples(document, Path.of("languages")).render();
              document.addPageExtensions(Path.of("page"));
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "createAuthorization (/binancepay/openapi/service/provider/create) lacks %s. Add it to"
                + " openapi/binance-pay.yaml.",
            named);
  }

  @Test
  void indentsAndEscapesBody() {
    ObjectNode escapes = JsonNodeFactory.instance.objectNode().put("'", "\\'");

    assertThat(Samples.fill("send(\n  {{body}})", "{\n'a'}", escapes))
        .isEqualTo("send(\n  {\n  \\'a\\'})");
    assertThat(Samples.fill("send()", "{}", escapes)).isEqualTo("send()");
  }
}
