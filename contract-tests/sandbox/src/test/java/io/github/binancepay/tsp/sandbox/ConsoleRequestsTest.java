package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleRequestsTest extends SandboxFixture {
  @Test
  void listsARequestWithItsMistake() throws IOException {
    send(request -> request.signature(String::toLowerCase)).assertFailure("400002");

    assertThat(requests().get(0).toString())
        .startsWith(
            """
            {"number":1,"time":"2025-11-01T00:00:00Z","method":"POST","path":"%s",\
            "operation":"createAuthorization","httpStatus":400,"code":"400002",\
            "codeName":"INVALID_SIGNATURE","diagnosis":"The signature is in lower case"""
                .formatted(TestRequest.PATH))
        .contains("{\\\"merchantId\\\":\\\"merchant1", "\\\"status\\\":\\\"FAIL\\\"")
        .contains("{\"name\":\"BinancePay-Timestamp\",\"value\":\"1761955200000\"}")
        .contains("{\"name\":\"Content-Type\",\"value\":\"application/json;charset=utf-8\"}")
        .contains("{\"name\":\"Sandbox-Diagnosis\",");
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
  void showsOnlyTheStartOfASecret() throws IOException {
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
  void showsNoSecretOfABodyInAnyFormat() throws IOException {
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
  void showsABodyAsUtf8WithOnlyTheStartOfAnApiKey() throws IOException {
    restart(builder().credentials("my-very-own-api-key", "onlyletters"));
    send(
        request ->
            request
                .credentials("my-very-own-api-key", "onlyletters")
                .header("X-Note", "key my-very-own-api-key")
                .body("{\"x\": onlyletters, \"note\":\"my-very-own-api-key \u202E\u20AC\"}"));

    assertThat(get("/sandbox/requests").body())
        .contains("400008", "my-very-… (19 characters)", "key my-very-…", "my-very-… \u202E\u20AC")
        .doesNotContain("my-very-own", "onlyletters");
  }

  @Test
  void keepsTheLatestRequestsAndTheStartOfEachBody() throws IOException {
    String first = "n".repeat(32);
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
  void listsRequestsToUnknownPathsButNoneToTheConsole() throws IOException {
    send(request -> request.path("/elsewhere"));
    send("POST " + TestRequest.PATH, "Content-Length: nine\r\n", "");
    for (String path : List.of("/reference", "/", "/favicon.ico", "/sandbox/deliveries")) {
      get(path);
    }

    assertThat(requests()).hasSize(2);
    assertThat(requests().get(0).toString())
        .contains("\"operation\":null", "there is no operation at this path");
    assertThat(requests().get(1).toString()).contains("\"codeName\":\"INVALID_REQUEST\"");
  }
}
