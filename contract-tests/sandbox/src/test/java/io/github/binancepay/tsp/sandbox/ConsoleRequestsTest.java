package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The latest requests, as the console shows them. */
class ConsoleRequestsTest extends SandboxFixture {
  private static final Pattern ROW = Pattern.compile("<details class=\"request");

  @Test
  void showsARequestAsItWasReceivedAndWhatWasWrong() {
    send(request -> request.signature(String::toLowerCase)).assertFailure("400002");

    assertThat(console())
        .contains("00:00:00.000", "<b>createAuthorization</b>", "400002 INVALID_SIGNATURE")
        .contains("POST /binancepay/openapi/service/provider/create\n")
        .contains("BinancePay-Timestamp: 1761955200000\n", "&quot;merchantId&quot;:&quot;merchant1")
        .containsPattern("<span class=\"why\">[^<]{10,}</span>");
  }

  @Test
  void showsOfASecretItsBeginningAtMost() {
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
                .path(SignedRequest.PATH + "?BinancePay-Signature=abcdefghijklmnop&x=1"));
    String body = "{\"secretKey\":\"abcdefghijklmnop\",\"x\":\"sandbox-secret-key\"}";
    call(CreateAuthorization.OPERATION, body);

    assertThat(console())
        .contains("BinancePay-Signature: FFFFFFFF… (128 characters)")
        .contains("BinancePay-Certificate-SN: sandbox… (15 characters)")
        .contains("Authorization: Bearer a… (23 characters)", "X-Api-Key: …", "?BinancePay")
        .doesNotContain(token, "abcdefgh", "FFFFFFFFF", "sandbox-secret-key");
  }

  @Test
  void showsNoSecretHoweverTheBodyIsWritten() {
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

    assertThat(console())
        .doesNotContain("LEAK", "98989898")
        .contains("{&quot;signature&quot;:&quot;…&quot;,");
  }

  @Test
  void keepsTheLatestAndOfEachTheBeginning() {
    String first = nonce();
    String longBody = "{\"x\":\"" + "y".repeat(10_000) + "\"}";
    send(request -> request.nonce(first));
    for (int i = 1; i < RequestLog.MAX_REQUESTS; i++) {
      send(request -> request.body(longBody));
    }
    assertThat(console())
        .contains(first, "Cut: 10008 in all.")
        .hasSizeLessThan(RequestLog.MAX_REQUESTS * 2 * LoggedRequest.MAX_BODY)
        .satisfies(page -> assertThat(ROW.matcher(page).results()).hasSize(200));

    send();

    assertThat(console())
        .doesNotContain(first)
        .satisfies(page -> assertThat(ROW.matcher(page).results()).hasSize(200));
  }

  @Test
  void keepsTheHeadersOfEveryRequestOnAConnection() {
    String first = nonce();
    String second = nonce();
    send(request -> request.nonce(first));
    send(request -> request.nonce(second));

    assertThat(console()).contains(first, second);
  }

  @Test
  void showsNothingThatIsHtmlOrCannotBeSeen() throws IOException {
    String script = "<script>alert(1)</script>";
    String rightToLeft = "a\u202Eb\u2066c\u200Fd\uFEFF";
    send(request -> request.header("X-Name", script).field("x", '"' + script + '"'));
    send(request -> request.body((rightToLeft + "\u0000\u0007\r\n").getBytes(UTF_8)));
    raw("POST /" + script + "?" + script + " HTTP/1.1\r\nHost: x\r\n");
    raw("<b>BREW</b> / HTTP/1.1\r\nHost: x\r\n");

    String page = console();

    assertThat(page)
        .contains("X-Name: &lt;script&gt;alert(1)&lt;/script&gt;")
        .contains(
            "a<i data-c=\"\\u202E\"></i>b<i data-c=\"\\u2066\"></i>c<i data-c=\"\\u200F\"></i>")
        .contains("<i data-c=\"\\uFEFF\"></i><i data-c=\"\\u0000\"></i><i data-c=\"\\u0007\"></i>")
        .contains("<i data-c=\"\\r\"></i>&#13;<i data-c=\"\\n\"></i>\n")
        .doesNotContain("<script>alert", "<b>BREW")
        .doesNotContain("\u202E", "\u2066", "\u200F", "\uFEFF", "\u0000", "\r");
  }

  @Test
  void showsARunOfWhatCannotBeSeenOnce() {
    send(request -> request.body("\u0000".repeat(LoggedRequest.MAX_BODY) + "\u0001"));

    assertThat(console()).contains("<i data-c=\"\\u0000 × 4096\"></i>").doesNotContain("\\u0000\"");
  }

  @Test
  void takesTheSecretKeyOutOfADiagnosis() throws IOException {
    sandbox.close();
    sandbox = builder().credentials("sandbox-api-key", "onlyletters").start();
    send(
        request ->
            request.credentials("sandbox-api-key", "onlyletters").body("{\"x\": onlyletters}"));

    assertThat(console()).contains("400008").doesNotContain("onlyletters");
  }

  @Test
  void showsWhatNeverGetsToAnOperationButNotItself() throws IOException {
    send(request -> request.path("/elsewhere"));
    raw("POST " + SignedRequest.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n");
    send(request -> request.method("GET").path("/reference"));
    console();

    assertThat(console())
        .contains("<bdi>POST /elsewhere</bdi>", "there is no operation at this path")
        .contains("400001 INVALID_REQUEST")
        .satisfies(page -> assertThat(ROW.matcher(page).results()).hasSize(2));
  }

  private void raw(String head) throws IOException {
    try (Socket socket = sendRaw(head + "Connection: close\r\n\r\n")) {
      receiveAll(socket);
    }
  }

  private static String nonce() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private String console() {
    UnaryOperator<SignedRequest> get = request -> request.method("GET").path("/").body("");
    return send(get).body();
  }
}
