package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.api.CertificateApi;
import io.github.binancepay.tsp.contract.Operation;
import io.github.binancepay.tsp.contract.Operations;
import io.github.binancepay.tsp.internal.schema.SafeToRepeat;
import io.swagger.v3.core.util.Json;
import java.util.Arrays;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the client with the document. */
class ClientAgainstDocumentTest {
  private static final Document DOCUMENT = Document.read();

  @Test
  void defaultBaseUrlIsFirstServer() {
    assertThat(respondingWith("{}").toString())
        .contains(DOCUMENT.tree().at("/servers/0/url").asText());
  }

  @Test
  void methodsHaveSafeToRepeatOfDocument() {
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

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requiredOfRequests")
  void requestWithoutRequiredFieldIsRejected(Operation operation, String field)
      throws JsonProcessingException {
    String request = without(field, operation.request()).toString();

    assertThatThrownBy(() -> operation.call(respondingWith("{}"), request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requiredOfData")
  void responseWithoutRequiredFieldIsMalformed(Operation operation, String field)
      throws JsonProcessingException {
    BinancePayClient client =
        respondingWith(
            """
            {"status": "SUCCESS", "code": "000000", "data": %s}
            """
                .formatted(without(field, data(operation))));

    assertThatThrownBy(() -> operation.call(client, operation.request()))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(field + " is missing");
  }

  static Stream<Arguments> requiredOfRequests() {
    return required("/requestBody/content/application~1json/schema", "");
  }

  static Stream<Arguments> requiredOfData() {
    return required("/responses/200/content/application~1json/schema", "data");
  }

  /** Returns the required fields of a message, or of one of its fields. */
  private static Stream<Arguments> required(String place, String field) {
    return Operations.ALL.stream()
        .flatMap(
            operation -> {
              Document.Operation documented = DOCUMENT.operation(operation.operationId());
              JsonNode schema = DOCUMENT.resolve(documented.node().at(place));
              if (!field.isEmpty()) {
                JsonNode data = DOCUMENT.resolve(schema.path("properties").path(field));
                schema = DOCUMENT.resolve(data.has("items") ? data.get("items") : data);
              }
              return schema
                  .path("required")
                  .valueStream()
                  .map(name -> arguments(operation, name.asText()));
            });
  }

  /** Returns the data of the first example of a response. */
  private static String data(Operation operation) {
    JsonNode examples =
        DOCUMENT
            .operation(operation.operationId())
            .node()
            .at("/responses/200/content/application~1json/examples");
    return DOCUMENT.resolve(examples.iterator().next()).at("/value/data").toString();
  }

  private static JsonNode without(String field, String json) throws JsonProcessingException {
    JsonNode tree = Json.mapper().readTree(json);
    ((ObjectNode) (tree.isArray() ? tree.get(0) : tree)).remove(field);
    return tree;
  }

  private static BinancePayClient respondingWith(String json) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(json, MediaType.get("application/json")))
                        .build())
            .build();
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of("key", "not-a-secret"))
        .httpClient(http)
        .build();
  }
}
