package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Right request, of which a test changes parts. It is signed when it is sent. */
public final class TestRequest {
  public static final Instant NOW = Instant.parse("2025-11-01T00:00:00Z");
  public static final String PATH = "/binancepay/openapi/service/provider/create";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private String method = "POST";
  private String path = PATH;
  private String secretKey = "sandbox-secret-key";
  private String behindBody = "";
  private byte[] body;
  private byte[] signed;
  private boolean bodyAfterContinue;
  private UnaryOperator<String> signature = UnaryOperator.identity();

  /** Creates the sample request of the reference page. */
  public TestRequest() {
    field("merchantId", "\"merchant1\"");
    field("scopes", "[\"CONVERT\",\"CHECKOUT\"]");
    field("ipWhitelist", "[\"192.168.1.1\",\"192.168.1.2\"]");
    header("Content-Type", "application/json");
    at(NOW);
    header("BinancePay-Nonce", UUID.randomUUID().toString().replace("-", ""));
    header("BinancePay-Certificate-SN", "sandbox-api-key");
  }

  public TestRequest method(String method) {
    this.method = method;
    return this;
  }

  public TestRequest path(String path) {
    this.path = path;
    return this;
  }

  /** Calls an operation with this body. */
  public TestRequest operation(Operation operation, String body) {
    return path(operation.path()).body(body);
  }

  public TestRequest credentials(String apiKey, String secretKey) {
    this.secretKey = secretKey;
    return header("BinancePay-Certificate-SN", apiKey);
  }

  public TestRequest at(Instant instant) {
    return header("BinancePay-Timestamp", Long.toString(instant.toEpochMilli()));
  }

  public TestRequest nonce(String nonce) {
    return header("BinancePay-Nonce", nonce);
  }

  /** Sends the header once for each value. No value removes the header. */
  public TestRequest header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  /** Changes the right signature. */
  public TestRequest signature(UnaryOperator<String> signature) {
    this.signature = signature;
    return this;
  }

  public TestRequest merchantId(String merchantId) {
    return field("merchantId", '"' + merchantId + '"');
  }

  /** Sets the JSON value of a member of the body. */
  public TestRequest field(String name, String json) {
    fields.put(name, json);
    return this;
  }

  public TestRequest without(String field) {
    fields.remove(field);
    return this;
  }

  public TestRequest behindBody(String text) {
    behindBody = text;
    return this;
  }

  public TestRequest body(String body) {
    return body(body.getBytes(UTF_8));
  }

  public TestRequest body(byte[] body) {
    this.body = body;
    return this;
  }

  /** Sends the body after a response with status 100. */
  public TestRequest bodyAfterContinue() {
    bodyAfterContinue = true;
    return this;
  }

  /** Signs this instead of the body. */
  public TestRequest signedAs(String signed) {
    this.signed = signed.getBytes(UTF_8);
    return this;
  }

  public byte[] body() {
    return body != null ? body : (json() + behindBody).getBytes(UTF_8);
  }

  private String json() {
    return fields.entrySet().stream()
        .map(field -> '"' + field.getKey() + "\":" + field.getValue())
        .collect(joining(",", "{", "}"));
  }

  /** {@return the headers, with the signature} */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> sent = new LinkedHashMap<>(headers);
    String right =
        IndependentSigner.sign(
            secretKey,
            first("BinancePay-Timestamp"),
            first("BinancePay-Nonce"),
            signed == null ? body() : signed);
    sent.putIfAbsent("BinancePay-Signature", List.of(signature.apply(right)));
    return sent;
  }

  /** The headers as they go over the wire. */
  public String headerLines() {
    return headers().entrySet().stream()
        .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
        .map(line -> line + "\r\n")
        .collect(joining());
  }

  /** The request as it goes over the wire. */
  public String raw() {
    return "%s %s HTTP/1.1\r\nHost: sandbox\r\n%sContent-Length: %s\r\n\r\n%s"
        .formatted(method, path, headerLines(), body().length, new String(body(), UTF_8));
  }

  private String first(String header) {
    return headers.get(header).stream().findFirst().orElse("");
  }

  public Reply sendTo(Sandbox sandbox) {
    return sendTo(sandbox.baseUrl());
  }

  public Reply sendTo(String baseUrl) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .expectContinue(bodyAfterContinue)
            .method(method, BodyPublishers.ofByteArray(body()));
    headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    try {
      return Reply.of(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError("no response", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
