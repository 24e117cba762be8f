import com.example.binancepay.ApiClient;
import com.example.binancepay.ApiException;
import com.example.binancepay.api.AuthorizationApi;
import com.example.binancepay.api.CertificateApi;
import com.example.binancepay.model.AuthorizationNotification;
import com.example.binancepay.model.CreateAuthorizationRequest;
import com.example.binancepay.model.QueryAuthorizationsRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the signing vectors, the notifications and the scenarios, and prints one JSON object per line. */
public final class Conformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A call that returns an envelope. */
  private interface Call {
    Object with(ApiClient client, JsonNode request) throws Exception;
  }

  private static final Map<String, Call> OPERATIONS =
      Map.of(
          "createAuthorization",
          (client, request) ->
              new AuthorizationApi(client)
                  .createAuthorization(JSON.treeToValue(request, CreateAuthorizationRequest.class)),
          "queryScopes",
          (client, request) -> new AuthorizationApi(client).queryScopes(request),
          "queryAuthorizations",
          (client, request) ->
              new AuthorizationApi(client)
                  .queryAuthorizations(JSON.treeToValue(request, QueryAuthorizationsRequest.class)),
          "queryCertificates",
          (client, request) -> new CertificateApi(client).queryCertificates(request),
          "requestWithoutBody",
          (client, request) -> withoutBody(client));

  public static void main(String[] args) throws Exception {
    JsonNode vectors = JSON.readTree(Path.of(System.getenv("VECTORS")).toFile()).get("vectors");
    List<String> wrong = new ArrayList<>();
    for (JsonNode vector : vectors) {
      String signature =
          BinancePaySigning.sign(
              vector.get("secretKey").textValue(),
              vector.get("timestamp").textValue(),
              vector.get("nonce").textValue(),
              vector.get("bodyBase64").binaryValue());
      if (!signature.equals(vector.get("signature").textValue())) {
        wrong.add(vector.get("name").textValue());
      }
    }
    print(Map.of("vectors", vectors.size(), "wrong", wrong));
    print(notifications(JSON.readTree(Path.of(System.getenv("NOTIFICATION_VECTORS")).toFile())));

    for (JsonNode scenario : JSON.readTree(Path.of(System.getenv("SCENARIOS")).toFile())) {
      print(run(scenario));
    }
  }

  private static Map<String, Object> run(JsonNode scenario) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("scenario", scenario.get("name").textValue());
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("BINANCE_PAY_BASE_URL"));
    client.setRequestInterceptor(
        BinancePaySigning.with(
            System.getenv("BINANCE_PAY_API_KEY"),
            scenario.path("secretKey").asText(System.getenv("BINANCE_PAY_SECRET_KEY"))));
    Call call = OPERATIONS.get(scenario.get("operation").textValue());
    try {
      if (call == null) {
        result.put("outcome", "missing");
      } else {
        result.putAll(outcome(call, client, scenario.get("request")));
      }
    } catch (Exception e) {
      result.put("outcome", "failed");
      result.put("message", e.toString());
    }
    return result;
  }

  private static Map<String, Object> outcome(Call call, ApiClient client, JsonNode request)
      throws Exception {
    JsonNode envelope;
    try {
      envelope = JSON.valueToTree(call.with(client, request));
    } catch (ApiException e) {
      // Without a body the connection failed.
      if (e.getResponseBody() == null) {
        throw e;
      }
      try {
        envelope = JSON.readTree(e.getResponseBody());
      } catch (JsonProcessingException html) {
        envelope = JSON.createObjectNode().put("errorMessage", e.getMessage());
      }
    }
    // The envelope decides, not the HTTP status.
    String code = envelope.path("code").textValue();
    if ("SUCCESS".equals(envelope.path("status").textValue()) && "000000".equals(code)) {
      return Map.of("outcome", "success", "data", envelope.get("data"));
    }
    Map<String, Object> rejected = new HashMap<>(Map.of("outcome", "rejected"));
    rejected.put("code", code);
    for (String name : List.of("errorData", "msg", "errorMessage")) {
      if (envelope.hasNonNull(name)) {
        rejected.put("message", envelope.get(name));
      }
    }
    return rejected;
  }

  private static JsonNode withoutBody(ApiClient client) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(client.getBaseUri() + "/binancepay/openapi/certificates"))
            .header("Content-Type", "application/json")
            .method("POST", HttpRequest.BodyPublishers.noBody());
    client.getRequestInterceptor().accept(request);
    return JSON.readTree(
        client.getHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  private static Map<String, Object> notifications(JsonNode document) throws Exception {
    Map<String, String> keys = new HashMap<>();
    for (JsonNode key : document.get("keys")) {
      if (key.get("published").booleanValue()) {
        keys.put(key.get("certSerial").textValue(), key.get("certPublic").textValue());
      }
    }
    List<String> wrong = new ArrayList<>();
    for (JsonNode vector : document.get("vectors")) {
      if (!received(vector, keys).equals(vector.get("event"))) {
        wrong.add(vector.get("name").textValue());
      }
    }
    return Map.of("notifications", document.get("vectors").size(), "wrong", wrong);
  }

  private static JsonNode received(JsonNode vector, Map<String, String> keys) throws Exception {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    vector.get("headers").fields().forEachRemaining(h -> headers.put(h.getKey(), h.getValue().textValue()));
    byte[] body = vector.get("bodyBase64").binaryValue();
    Instant now = Instant.ofEpochMilli(vector.get("now").longValue());
    try {
      ObjectNode event =
          JSON.valueToTree(BinancePayNotification.verify(headers::get, body, keys::get, now));
      if (event.hasNonNull("authorization") && vector.get("body").textValue().contains("bizIdStr")) {
        // The generated model keeps all digits, too.
        AuthorizationNotification model =
            ApiClient.createDefaultObjectMapper().readValue(body, AuthorizationNotification.class);
        event.put("bizId", model.getBizId().toPlainString());
      }
      return event;
    } catch (BinancePayNotification.InvalidNotification e) {
      return JSON.nullNode();
    }
  }

  private static void print(Object result) throws Exception {
    System.out.println(JSON.writeValueAsString(result));
  }
}
