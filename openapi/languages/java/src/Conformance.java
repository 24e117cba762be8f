import com.example.binancepay.ApiClient;
import com.example.binancepay.model.CreateAuthorizationRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the signing vectors and the scenarios, and prints one JSON object a line. */
public final class Conformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A call of an operation; what it returns can be written as JSON. */
  private interface Call {
    Object with(ApiClient client, JsonNode request) throws Exception;
  }

  private static final Map<String, Call> OPERATIONS =
      Map.of(
          "createAuthorization",
          (client, request) ->
              Example.create(client, JSON.treeToValue(request, CreateAuthorizationRequest.class)));

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
        result.put("data", call.with(client, scenario.get("request")));
        result.put("outcome", "success");
      }
    } catch (Example.Rejection e) {
      result.put("outcome", "rejected");
      result.put("code", e.code);
      result.put("message", e.getMessage());
    } catch (Exception e) {
      result.put("outcome", "failed");
      result.put("message", e.toString());
    }
    return result;
  }

  private static void print(Object result) throws Exception {
    System.out.println(JSON.writeValueAsString(result));
  }
}
