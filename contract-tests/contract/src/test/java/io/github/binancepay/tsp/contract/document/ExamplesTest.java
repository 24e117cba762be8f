package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.contract.ClientCalls;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the document's examples with the reference page, the client and the sandbox. */
class ExamplesTest {
  private static final Document DOCUMENT = Document.read();
  private static final String REQUEST = "/requestBody/content/application~1json/examples";
  private static final Path SAMPLES = Path.of("src/test/resources/reference/samples");

  @RegisterExtension
  static final SandboxExtension SANDBOX =
      new SandboxExtension(Sandbox.builder().merchant("m", "M"));

  /** Bodies of requests and of failures. */
  private static final Set<JsonNode> SENT = new HashSet<>();

  @BeforeAll
  static void exchangeMessages() {
    try (BinancePayClient client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
            .baseUrl(SANDBOX.baseUrl())
            .httpClient(new OkHttpClient.Builder().addInterceptor(ExamplesTest::record).build())
            .build()) {
      for (Document.Operation operation : DOCUMENT.operations()) {
        JsonNode example = operation.node().at(REQUEST).elements().next();
        ObjectNode request = DOCUMENT.resolve(example).get("value").deepCopy();
        send(client, operation, request);
        for (String trigger : request.has("merchantId") ? triggers() : List.<String>of()) {
          send(client, operation, request.put("merchantId", "sandbox-" + trigger));
        }
      }
    }
  }

  private static List<String> triggers() {
    Stream<String> codes = Stream.of(ResultCode.values()).map(ResultCode::getValue);
    return Stream.concat(codes, Stream.of("msg", "error", "html")).toList();
  }

  private static void send(
      BinancePayClient client, Document.Operation operation, JsonNode request) {
    try {
      ClientCalls.call(client, operation.id(), request.toString());
    } catch (BinancePayException e) {
      // The response is recorded.
    }
  }

  private static Response record(Interceptor.Chain chain) throws IOException {
    Buffer sent = new Buffer();
    chain.request().body().writeTo(sent);
    SENT.add(json(sent.readUtf8()));
    Response response = chain.proceed(chain.request());
    if (response.code() != 200) {
      SENT.add(json(response.peekBody(Long.MAX_VALUE).string()));
    }
    return response;
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  static Stream<String> examples() {
    return DOCUMENT.tree().at("/components/examples").propertyStream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsOnReferencePageOrSent(String name) throws IOException {
    JsonNode value = DOCUMENT.component("examples", name).get("value");
    Path sample = SAMPLES.resolve(name + ".json");

    if (Files.exists(sample)) {
      assertThat(value).isEqualTo(json(Files.readString(sample)));
    } else {
      assertThat(SENT).contains(value);
    }
    assertThat(DOCUMENT.tree().findValuesAsText("$ref")).contains("#/components/examples/" + name);
  }

  /** Contract tools send a request and compare with the response of the same key. */
  @Test
  void requestExampleHasKeyOfItsResponse() {
    for (Document.Operation operation : DOCUMENT.operations()) {
      assertThat(keys(operation, "/responses/200"))
          .isEqualTo(keys(operation, "/requestBody"))
          .isNotEmpty();
    }
  }

  private static List<String> keys(Document.Operation operation, String message) {
    return operation
        .node()
        .at(message + "/content/application~1json/examples")
        .propertyStream()
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void resultCodeHasExample(ResultCode code) {
    JsonNode example = DOCUMENT.component("examples", code.name());

    assertThat(example.path("summary").asText()).isEqualTo(code.getValue() + " " + code.name());
    assertThat(example.path("description").asText()).isEqualTo(code.getSolution());
    assertThat(example.at("/value/code").asText()).isEqualTo(code.getValue());
    assertThat(example.at("/value/errorMessage").asText()).isEqualTo(code.getReason());
  }
}
