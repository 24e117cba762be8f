package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.schema.SchemaValidator;
import io.github.binancepay.tsp.model.ResultCode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the OpenAPI document against the provider's reference page, and its examples against its
 * schemas.
 */
// The parser's own types are raw.
@SuppressWarnings("rawtypes")
class DocumentTest {
  private static final SwaggerParseResult PARSED =
      new OpenAPIV3Parser().readContents(resource("/binance-pay.yaml"), null, null);
  private static final OpenAPI DOCUMENT = PARSED.getOpenAPI();

  @Test
  void theDocumentParsesWithoutAWord() {
    assertThat(PARSED.getMessages()).isEmpty();
    assertThat(DOCUMENT.getOpenapi()).isEqualTo("3.0.3");
  }

  @Test
  void theOperationIsTheOneOfTheReferencePage() {
    assertThat(DOCUMENT.getPaths().keySet())
        .containsExactly("/binancepay/openapi/service/provider/create");
    assertThat(operation().getOperationId()).isEqualTo("createAuthorization");
    assertThat(operation().getTags()).containsExactly("Authorization");
    assertThat(operation().getResponses().keySet()).containsExactly("200", "4XX", "5XX");
    assertThat(operation().getRequestBody().getRequired()).isTrue();
  }

  @Test
  void theFourHeadersAreNeededTogether() {
    assertThat(operation().getSecurity()).hasSize(1);
    assertThat(operation().getSecurity().get(0).keySet())
        .extracting(scheme -> DOCUMENT.getComponents().getSecuritySchemes().get(scheme).getName())
        .containsExactly(
            "BinancePay-Timestamp",
            "BinancePay-Nonce",
            "BinancePay-Certificate-SN",
            "BinancePay-Signature");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldIsAsOnTheReferencePage(List<String> row) {
    Schema<?> schema = schema(row.get(1));
    Schema<?> field = property(schema, row.get(2));

    assertThat(field.getType()).isEqualTo(row.get(3));
    assertThat(schema.getRequired().contains(row.get(2))).isEqualTo(row.get(4).equals("Y"));
    assertThat(field.getMaxLength())
        .isEqualTo(row.get(5).equals("-") ? null : Integer.valueOf(row.get(5)));
    if (field.getType().equals("array")) {
      assertThat(field.getItems().getType()).isEqualTo("string");
    }
  }

  @Test
  void noFieldIsMissingFromTheTable() {
    // Those of the envelope that are not on the page say so in their descriptions.
    Stream<String> documented =
        Stream.of("CreateAuthorizationRequest", "CreateAuthorizationResponse", "Authorization")
            .flatMap(
                name ->
                    schema(name).getProperties().entrySet().stream()
                        .filter(field -> !isMarkedAsNotOnThePage(field.getValue()))
                        .map(field -> name + "." + field.getKey()));

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            fields().map(row -> row.get(1) + "." + row.get(2)).toList());
  }

  @Test
  void aRequestMustNotBeEmptyAndNothingElseIsAskedOfIt() {
    Map<String, Schema> properties = schema("CreateAuthorizationRequest").getProperties();

    assertThat(properties.get("merchantId").getMinLength()).isEqualTo(1);
    assertThat(properties.get("scopes").getMinItems()).isEqualTo(1);
    assertThat(properties.get("ipWhitelist").getMinItems()).isEqualTo(1);
    assertThat(properties.values())
        .allSatisfy(
            field -> {
              assertThat(field.getMaxLength()).isNull();
              assertThat(field.getMaxItems()).isNull();
              assertThat(field.getPattern()).isNull();
            });
  }

  @Test
  void theResultCodesAreThoseOfTheReferencePageInItsOrder() {
    Schema<?> catalogue = schema("ResultCode");
    List<List<String>> documented = new ArrayList<>();
    for (int i = 1; i < catalogue.getEnum().size(); i++) {
      documented.add(
          List.of(
              catalogue.getEnum().get(i).toString(),
              extension(catalogue, "x-enum-varnames", i),
              extension(catalogue, "x-enum-descriptions", i),
              extension(catalogue, "x-enum-solutions", i)));
    }

    assertThat(catalogue.getEnum().get(0)).isEqualTo("000000");
    assertThat(extension(catalogue, "x-enum-varnames", 0)).isEqualTo("SUCCESS");
    assertThat(documented).hasSize(15).isEqualTo(codes().map(DocumentTest::fromCodeOn).toList());
  }

  @Test
  void theGeneratedCatalogueSaysTheSame() {
    assertThat(Stream.of(ResultCode.values()).skip(1))
        .extracting(
            code -> List.of(code.getValue(), code.name(), code.getReason(), code.getSolution()))
        .isEqualTo(codes().map(DocumentTest::fromCodeOn).toList());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyResultCodeIsANamedExampleOfAFailure(List<String> row) {
    Example example = DOCUMENT.getComponents().getExamples().get(row.get(2));

    assertThat(
            operation()
                .getResponses()
                .get("4XX")
                .getContent()
                .get("application/json")
                .getExamples())
        .containsKey(row.get(2));
    assertThat(example.getSummary()).isEqualTo(row.get(1) + " " + row.get(2));
    assertThat(example.getDescription()).isEqualTo(row.get(4).equals("-") ? null : row.get(4));
    assertThat(example.getValue())
        .isEqualTo(
            Json.mapper()
                .createObjectNode()
                .put("status", "FAIL")
                .put("code", row.get(1))
                .put("errorMessage", row.get(3)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsValid(NamedExample example) {
    String value =
        example.value() instanceof String text ? Json.pretty(text) : Json.pretty(example.value());

    assertThat(
            new SchemaValidator(DOCUMENT, new MessageResolver())
                .validate(value, example.schema(), "example")
                .getMessages())
        .isEmpty();
  }

  @Test
  void theSamplesOfTheReferencePageAreThereWordForWord() throws IOException {
    assertThat(sample("SampleRequest"))
        .isEqualTo(Json.mapper().readTree(resource("/reference-page-request.json")));
    assertThat(sample("Created"))
        .isEqualTo(Json.mapper().readTree(resource("/reference-page-created.json")));
    assertThat(sample("Failed"))
        .isEqualTo(Json.mapper().readTree(resource("/reference-page-failed.json")));
  }

  /** An example where the document shows it. */
  record NamedExample(String place, Object value, Schema<?> schema) {
    @Override
    public String toString() {
      return place;
    }
  }

  static Stream<NamedExample> examples() {
    Stream<NamedExample> ofTheRequest =
        examples("request", operation().getRequestBody().getContent());
    Stream<NamedExample> ofTheResponses =
        operation().getResponses().entrySet().stream()
            .flatMap(response -> examples(response.getKey(), response.getValue().getContent()));
    Stream<NamedExample> ofTheSchemas =
        DOCUMENT.getComponents().getSchemas().entrySet().stream()
            .filter(schema -> schema.getValue().getExample() != null)
            .map(
                schema ->
                    new NamedExample(
                        schema.getKey(), schema.getValue().getExample(), schema.getValue()));
    return Stream.of(ofTheRequest, ofTheResponses, ofTheSchemas).flatMap(all -> all);
  }

  private static Stream<NamedExample> examples(String place, Content content) {
    return content.entrySet().stream()
        .filter(type -> type.getValue().getExamples() != null)
        .flatMap(type -> examples(place + " " + type.getKey(), type.getValue()));
  }

  private static Stream<NamedExample> examples(String place, MediaType type) {
    return type.getExamples().entrySet().stream()
        .map(
            example ->
                new NamedExample(
                    place + " " + example.getKey(),
                    resolve(example.getValue()).getValue(),
                    type.getSchema()));
  }

  private static Example resolve(Example example) {
    String reference = example.get$ref();
    return reference == null
        ? example
        : DOCUMENT
            .getComponents()
            .getExamples()
            .get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  static Stream<List<String>> fields() {
    return referencePage("field");
  }

  static Stream<List<String>> codes() {
    return referencePage("code");
  }

  /** The rows of the reference page's table, which is kept as a small file of its own. */
  private static Stream<List<String>> referencePage(String section) {
    return resource("/reference-page.tsv")
        .lines()
        .filter(row -> row.startsWith(section + "\t"))
        .map(row -> List.of(row.split("\t")));
  }

  private static List<String> fromCodeOn(List<String> row) {
    return List.of(row.get(1), row.get(2), row.get(3), row.get(4).equals("-") ? "" : row.get(4));
  }

  private static Object sample(String name) {
    return DOCUMENT.getComponents().getExamples().get(name).getValue();
  }

  private static Operation operation() {
    return DOCUMENT.getPaths().values().iterator().next().getPost();
  }

  private static Schema<?> schema(String name) {
    return DOCUMENT.getComponents().getSchemas().get(name);
  }

  private static Schema<?> property(Schema<?> schema, String name) {
    Schema<?> property = schema.getProperties().get(name);
    String reference = property.get$ref();
    return reference == null
        ? property
        : schema(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static boolean isMarkedAsNotOnThePage(Schema<?> field) {
    return field.getDescription() != null
        && field.getDescription().endsWith("Not on the reference page.");
  }

  private static String extension(Schema<?> schema, String name, int index) {
    return ((List<?>) schema.getExtensions().get(name)).get(index).toString();
  }

  private static String resource(String name) {
    try (InputStream in = DocumentTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
