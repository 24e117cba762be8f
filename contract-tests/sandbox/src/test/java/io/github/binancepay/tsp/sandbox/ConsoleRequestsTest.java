package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The list of requests. */
class ConsoleRequestsTest extends ConsoleFixture {
  @Test
  void listsARequestAsReceivedWithTheMistake() throws IOException {
    send(request -> request.signature(String::toLowerCase)).assertFailure("400002");

    JsonObject one = requests().get(0);

    assertThat(one.get("number").getAsInt()).isEqualTo(1);
    assertThat(one.get("time").getAsString()).isEqualTo("2025-11-01T00:00:00Z");
    assertThat(one.get("method").getAsString()).isEqualTo("POST");
    assertThat(one.get("path").getAsString()).isEqualTo(TestRequest.PATH);
    assertThat(one.get("operation").getAsString()).isEqualTo("createAuthorization");
    assertThat(one.get("httpStatus").getAsInt()).isEqualTo(400);
    assertThat(one.get("code").getAsString()).isEqualTo("400002");
    assertThat(one.get("codeName").getAsString()).isEqualTo("INVALID_SIGNATURE");
    assertThat(one.get("diagnosis").getAsString()).contains("lower case");
    assertThat(one.getAsJsonObject("request").toString())
        .contains("{\"name\":\"BinancePay-Timestamp\",\"value\":\"1761955200000\"}")
        .contains("{\\\"merchantId\\\":\\\"merchant1");
    assertThat(one.getAsJsonObject("response").toString())
        .contains("{\"name\":\"Content-Type\",\"value\":\"application/json;charset=utf-8\"}")
        .contains("Sandbox-Diagnosis", "\\\"status\\\":\\\"FAIL\\\"");
  }

  @Test
  void listsRequestsAfterANumber() throws IOException {
    send();
    send();
    send();

    JsonObject list = get("/sandbox/requests?after=2").json();

    assertThat(list.get("first").getAsInt()).isEqualTo(1);
    assertThat(list.get("last").getAsInt()).isEqualTo(3);
    assertThat(list.getAsJsonArray("requests")).hasSize(1);
    assertThat(get("/sandbox/requests?after=x").json().getAsJsonArray("requests")).hasSize(3);
  }

  @Test
  void showsTheStartOfASecretAtMost() throws IOException {
    String token = send().assertCreated().text("authorizationToken");
    String signature = "F".repeat(128);
    send(request -> request.signature(right -> signature));
    send(
        request ->
            request
                .header("Authorization", "Bearer abcdefghijklmnop")
                .header("Cookie", "session=abcdefghijklmnop")
                .header("X-Api-Key", "sandbox-secret-key")
                .header("X-Other", "is sandbox-secret-key right?")
                .path(TestRequest.PATH + "?BinancePay-Signature=abcdefghijklmnop&x=1"));
    String body = "{\"secretKey\":\"abcdefghijklmnop\",\"x\":\"sandbox-secret-key\"}";
    call(CreateAuthorization.OPERATION, body);

    assertThat(get("/sandbox/requests").body())
        .contains("\"FFFFFFFF… (128 characters)\"", "\"sandbox… (15 characters)\"")
        .contains("\"Bearer a… (23 characters)\"", "\"value\":\"…\"", "?BinancePay")
        .doesNotContain(token, "abcdefgh", "FFFFFFFFF", "sandbox-secret-key");
  }

  @Test
  void showsNoSecretHoweverTheBodyIsWritten() throws IOException {
    for (String body :
        List.of(
            "{\"authorizationToken\":\"a\\/bLEAK\"}",
            "{\"token\":\"\\u0061\\\"LEAK\",\"x\":1}",
            "{\"data\":\"{\\\"token\\\":\\\"LEAK\\\"}\"}",
            "{'secret': 'LEAK'}",
            "{\"secretKey\": 98989898}",
            "{\"signature\":\"LEAK\",\"apiKey\":\"LEAK\"}",
            "merchantId=merchant1&secretKey=LEAK",
            "apiKey=LEAK")) {
      call(CreateAuthorization.OPERATION, body);
    }

    assertThat(get("/sandbox/requests").body())
        .doesNotContain("LEAK", "98989898")
        .contains("{\\\"signature\\\":\\\"…\\\",");
  }

  @Test
  void showsHowAnApiKeyStartsWhereverItIs() throws IOException {
    sandbox.close();
    sandbox = builder().credentials("my-very-own-api-key", "s3cret").start();
    send(
        request ->
            request
                .credentials("my-very-own-api-key", "s3cret")
                .header("X-Note", "key my-very-own-api-key")
                .field("note", "\"my-very-own-api-key\""));

    assertThat(get("/sandbox/requests").body())
        .contains("my-very-… (19 characters)", "key my-very-…")
        .doesNotContain("my-very-own");
  }

  @Test
  void keepsTheLatestRequestsAndTheStartOfEach() throws IOException {
    String first = nonce();
    String longBody = "{\"x\":\"" + "y".repeat(10_000) + "\"}";
    send(request -> request.nonce(first));
    for (int i = 1; i < Limits.LISTED_REQUESTS; i++) {
      send(request -> request.body(longBody));
    }
    assertThat(get("/sandbox/requests").body())
        .contains(first, "\"bodyLength\":10008")
        .hasSizeLessThan(Limits.LISTED_REQUESTS * 8 * 1024);

    send();

    assertThat(requests()).hasSize(Limits.LISTED_REQUESTS);
    assertThat(get("/sandbox/requests").body()).doesNotContain(first).contains("\"first\":2,");
  }

  @Test
  void removesTheSecretKeyFromADiagnosis() throws IOException {
    sandbox.close();
    sandbox = builder().credentials("sandbox-api-key", "onlyletters").start();
    send(
        request ->
            request.credentials("sandbox-api-key", "onlyletters").body("{\"x\": onlyletters}"));

    assertThat(get("/sandbox/requests").body()).contains("400008").doesNotContain("onlyletters");
  }

  @Test
  void listsWhatReachesNoOperationButNotItself() throws IOException {
    send(request -> request.path("/elsewhere"));
    try (Socket socket =
        sendRaw(
            "POST "
                + TestRequest.PATH
                + " HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\nConnection: close\r\n\r\n")) {
      receiveAll(socket);
    }
    for (String path : List.of("/reference", "/", "/favicon.ico", "/sandbox/deliveries")) {
      get(path);
    }

    assertThat(requests()).hasSize(2);
    assertThat(requests().get(0).toString())
        .contains("\"operation\":null", "there is no operation at this path");
    assertThat(requests().get(1).toString()).contains("\"codeName\":\"INVALID_REQUEST\"");
  }

  @Test
  void readsABodyAsUtf8() throws IOException {
    send(request -> request.body("{\"x\":\"a\u202E\u20AC\"}".getBytes(UTF_8)));

    JsonObject request = requests().get(0).getAsJsonObject("request");
    assertThat(request.get("body").getAsString()).isEqualTo("{\"x\":\"a\u202E\u20AC\"}");
  }

  private static String nonce() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
