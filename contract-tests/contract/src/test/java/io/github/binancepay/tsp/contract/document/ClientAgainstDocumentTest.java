package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.api.CertificateApi;
import io.github.binancepay.tsp.internal.schema.Required;
import io.github.binancepay.tsp.internal.schema.SafeToRepeat;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the client with the document. */
class ClientAgainstDocumentTest {
  private static final Document DOCUMENT = Document.read();

  @Test
  void defaultBaseUrlIsFirstServer() {
    ApiCredentials credentials = ApiCredentials.of("key", "not-a-secret");

    try (BinancePayClient client = BinancePayClient.builder().credentials(credentials).build()) {
      assertThat(client.toString()).contains(DOCUMENT.tree().at("/servers/0/url").asText());
    }
  }

  @Test
  void methodsAreSafeToRepeatAsDocumented() {
    assertThat(
            Stream.of(AuthorizationApi.class, CertificateApi.class)
                .flatMap(api -> Arrays.stream(api.getMethods())))
        .hasSameSizeAs(DOCUMENT.operations())
        .allSatisfy(
            method ->
                assertThat(method.getAnnotation(SafeToRepeat.class).value())
                    .isEqualTo(
                        DOCUMENT
                            .operation(method.getName())
                            .node()
                            .get("x-safe-to-repeat")
                            .booleanValue()));
  }

  static Stream<Map.Entry<String, JsonNode>> objects() {
    return DOCUMENT
        .tree()
        .at("/components/schemas")
        .propertyStream()
        .filter(schema -> schema.getValue().has("properties"));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void modelHasFieldsOfDocument(Map.Entry<String, JsonNode> schema) throws Exception {
    Class<?> model = Class.forName("io.github.binancepay.tsp.model." + schema.getKey());
    List<Field> fields =
        Arrays.stream(model.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(SerializedName.class))
            .toList();

    assertThat(fields)
        .extracting(field -> field.getAnnotation(SerializedName.class).value())
        .containsExactlyElementsOf(
            schema.getValue().get("properties").propertyStream().map(Map.Entry::getKey).toList());
    assertThat(fields.stream().filter(field -> field.isAnnotationPresent(Required.class)))
        .extracting(field -> field.getAnnotation(SerializedName.class).value())
        .containsExactlyInAnyOrderElementsOf(
            schema.getValue().path("required").valueStream().map(JsonNode::asText).toList());
  }
}
