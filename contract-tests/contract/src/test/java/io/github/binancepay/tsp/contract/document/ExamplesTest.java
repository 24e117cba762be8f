package io.github.binancepay.tsp.contract.document;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.contract.Operation;
import io.github.binancepay.tsp.contract.Operations;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the document is sent by the client or the sandbox, or on the reference page. */
class ExamplesTest {
  private static final Document DOCUMENT = Document.read();
  private static final Path SAMPLES = Path.of("src/test/resources/reference/samples");
  // What the sandbox draws for each response.
  private static final String RANDOM = "[0-9a-f]{32}";

  /** The kind of a message, such as {@code 200 application/json}, and the message. */
  private static final Set<Map.Entry<String, JsonNode>> SENT = new HashSet<>();

  /**
   * An example where the document shows it.
   *
   * @param kind that of the message
   */
  record Example(String operation, String kind, String name, JsonNode value) {
    @Override
    public String toString() {
      return String.join(" ", operation, kind, name);
    }
  }

  @BeforeAll
  static void exchangeMessages() throws IOException {
    for (int failStatus : List.of(200, 400, 500)) {
      try (Sandbox sandbox = Sandbox.builder().failStatus(failStatus).window(ofMinutes(1)).start();
          BinancePayClient client =
              BinancePayClient.builder()
                  .credentials(
                      ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
                  .baseUrl(sandbox.baseUrl())
                  .httpClient(
                      new OkHttpClient.Builder().addInterceptor(ExamplesTest::remember).build())
                  .build()) {
        for (Operation operation : Operations.ALL) {
          for (String request : requests(operation)) {
            try {
              operation.call(client, request);
            } catch (BinancePayException e) {
              // Its response counts.
            }
          }
        }
      }
    }
  }

  private static List<String> requests(Operation operation) {
    List<String> requests = new ArrayList<>(List.of(operation.request()));
    examples().stream()
        .filter(example -> example.kind().startsWith("request"))
        .filter(example -> example.operation().equals(operation.operationId()))
        .forEach(example -> requests.add(example.value().toString()));
    if (operation.isForAMerchant()) {
      Stream<String> codes = Stream.of(ResultCode.values()).map(ResultCode::getValue);
      Stream.concat(codes, Stream.of("msg", "error", "html"))
          .map(trigger -> operation.requestFor("sandbox-" + trigger))
          .forEach(requests::add);
    }
    return requests;
  }

  private static Response remember(Interceptor.Chain chain) throws IOException {
    Buffer sent = new Buffer();
    chain.request().body().writeTo(sent);
    remember("request", chain.request().body().contentType(), sent.readUtf8());
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.peekBody(Long.MAX_VALUE);
    remember(kind(String.valueOf(response.code())), body.contentType(), body.string());
    return response;
  }

  private static String kind(String httpStatus) {
    return httpStatus.equals("200") ? httpStatus : "default";
  }

  private static void remember(String kind, MediaType type, String text) throws IOException {
    boolean json = type.subtype().equals("json");
    SENT.add(
        Map.entry(
            kind + " " + type.type() + "/" + type.subtype(),
            json ? Json.mapper().readTree(text) : TextNode.valueOf(text)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsSentOrOnTheReferencePage(Example example) throws IOException {
    List<JsonNode> messages = new ArrayList<>();
    for (Map.Entry<String, JsonNode> message : SENT) {
      if (message.getKey().equals(example.kind())) {
        messages.add(withTheRandomTextsOf(example.value(), message.getValue()));
      }
    }
    Path sample = SAMPLES.resolve(example.name() + ".json");
    if (Files.exists(sample)) {
      messages.add(Json.mapper().readTree(Files.readString(sample)));
    }

    assertThat(messages).contains(example.value());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleThatNobodySendsIsNoticed(Example example) {
    Example ofNoOne = new Example(example.operation(), "1XX", example.kind(), example.value());
    JsonNode other = Json.mapper().createObjectNode().set("other", example.value());
    Example changed = new Example(example.operation(), example.kind(), example.name(), other);

    for (Example wrong : List.of(ofNoOne, changed)) {
      assertThatThrownBy(() -> anExampleIsSentOrOnTheReferencePage(wrong))
          .isInstanceOf(AssertionError.class);
    }
  }

  /** The message, if what is random in it were what the example has there. */
  private static JsonNode withTheRandomTextsOf(JsonNode example, JsonNode message)
      throws JsonProcessingException {
    String text = message.toString();
    for (JsonNode object : message) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode other = example.findPath(field.getKey());
        if (field.getValue().asText().matches(RANDOM) && other.isTextual()) {
          text = text.replace(field.getValue().asText(), other.textValue());
        }
      }
    }
    return Json.mapper().readTree(text);
  }

  @Test
  void everyExampleIsShownSomewhere() {
    assertThat(DOCUMENT.tree().at("/components/examples").propertyStream())
        .allSatisfy(
            each -> assertThat(examples()).extracting(Example::name).contains(each.getKey()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void aResultCodeHasAnExample(ResultCode code) {
    JsonNode example = DOCUMENT.component("examples", code.name());

    assertThat(example.path("summary").asText()).isEqualTo(code.getValue() + " " + code.name());
    assertThat(example.path("description").asText()).isEqualTo(code.getSolution());
    assertThat(example.path("value").path("code").asText()).isEqualTo(code.getValue());
    assertThat(example.path("value").path("errorMessage").asText()).isEqualTo(code.getReason());
  }

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Document.Operation operation : operationsAndWebhooks()) {
      add(examples, operation, "request", operation.node().path("requestBody"));
      operation
          .node()
          .path("responses")
          .forEachEntry((status, response) -> add(examples, operation, kind(status), response));
    }
    return examples;
  }

  private static List<Document.Operation> operationsAndWebhooks() {
    List<Document.Operation> all = new ArrayList<>(DOCUMENT.operations());
    DOCUMENT
        .tree()
        .path("x-webhooks")
        .forEachEntry(
            (name, webhook) -> all.add(new Document.Operation("post", name, webhook.get("post"))));
    return all;
  }

  private static void add(
      List<Example> examples, Document.Operation operation, String kind, JsonNode message) {
    for (Map.Entry<String, JsonNode> type : message.path("content").properties()) {
      type.getValue()
          .path("examples")
          .forEachEntry(
              (key, example) -> {
                String name = example.path("$ref").asText(key).replaceFirst(".*/", "");
                JsonNode value = DOCUMENT.resolve(example).path("value");
                examples.add(new Example(operation.id(), kind + " " + type.getKey(), name, value));
              });
    }
  }
}
