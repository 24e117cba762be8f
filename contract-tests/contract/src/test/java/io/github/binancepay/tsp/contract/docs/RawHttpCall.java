package io.github.binancepay.tsp.contract.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Creates an authorization with the HTTP client of the JDK. */
final class RawHttpCall {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String baseUrl;
  private final String apiKey;
  private final String secretKey;

  RawHttpCall(String baseUrl, String apiKey, String secretKey) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
    this.secretKey = secretKey;
  }

  String create(String merchantId, List<String> scopes, List<String> ips) throws Exception {
    String body =
        json.writeValueAsString(
            Map.of("merchantId", merchantId, "scopes", scopes, "ipWhitelist", ips));
    String timestamp = String.valueOf(System.currentTimeMillis());
    String nonce = UUID.randomUUID().toString().replace("-", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/binancepay/openapi/service/provider/create"))
            .header("Content-Type", "application/json")
            .header("BinancePay-Timestamp", timestamp)
            .header("BinancePay-Nonce", nonce)
            .header("BinancePay-Certificate-SN", apiKey)
            .header("BinancePay-Signature", sign(timestamp, nonce, body))
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    JsonNode envelope = json.readTree(response.body());
    if (!envelope.path("status").asText().equals("SUCCESS")) {
      throw new IOException(envelope.path("code") + " " + envelope.path("errorMessage"));
    }
    return envelope.path("data").path("redirectUrl").asText();
  }

  String sign(String timestamp, String nonce, String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA512"));
    byte[] payload = (timestamp + "\n" + nonce + "\n" + body + "\n").getBytes(UTF_8);
    return String.format("%0128X", new BigInteger(1, mac.doFinal(payload)));
  }
}
