package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The merchant's side, by HTTP and from Java. */
class ConsoleTest extends SandboxFixture {
  private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

  @ParameterizedTest(name = "{0} when {1}")
  @CsvSource({
    "agree,   '',             AUTHORIZED",
    "agree,   agree,          -",
    "agree,   reject,         -",
    "agree,   agree disable,  -",
    "reject,  '',             REJECTED",
    "reject,  agree,          -",
    "reject,  reject,         -",
    "reject,  agree disable,  -",
    "change,  '',             -",
    "change,  agree,          AUTHORIZED",
    "change,  reject,         -",
    "change,  agree disable,  -",
    "disable, '',             -",
    "disable, agree,          DISABLED",
    "disable, reject,         -",
    "disable, agree disable,  -"
  })
  void doesWhatTheStatusAllows(String action, String before, String status) throws IOException {
    String byHttp = create();
    String byJava = create();
    for (String earlier : before.split(" ", -1)) {
      if (!earlier.isEmpty()) {
        post(byHttp, earlier);
        java(earlier).accept(byJava);
      }
    }

    Reply reply = post(byHttp, action);

    if (status.equals("-")) {
      assertThat(reply.httpStatus()).isEqualTo(409);
      assertThat(reply.json().get("error").getAsString())
          .startsWith("Cannot " + action + ": the status is ");
      assertThatIllegalStateException().isThrownBy(() -> java(action).accept(byJava));
    } else {
      assertThat(reply.httpStatus()).isEqualTo(200);
      assertThat(reply.contentType()).isEqualTo("application/json;charset=utf-8");
      assertThat(reply.body())
          .contains("\"authorizationId\":\"" + byHttp + "\"", "\"status\":\"" + status + "\"");
      java(action).accept(byJava);
      assertThat(record()).contains("\"" + status + "\"");
    }
  }

  private Consumer<String> java(String action) {
    return switch (action) {
      case "agree" -> sandbox::agree;
      case "reject" -> sandbox::reject;
      case "change" -> sandbox::change;
      default -> sandbox::disable;
    };
  }

  @Test
  void changesTheScopes() throws IOException {
    String id = create();
    sandbox.agree(id);

    post("/sandbox/authorizations/" + id + "/change", "", "scope=PAYOUT&scope=%52EFUND");
    assertThat(record()).contains("[\"PAYOUT\",\"REFUND\"]");

    Reply refused = post("/sandbox/authorizations/" + id + "/change", "", "scope=ALL");
    assertThat(refused.httpStatus()).isEqualTo(400);
    assertThat(refused.body()).contains("A scope is not allowed; these are: CONVERT, ");
    for (String form : List.of("scope=%zz", "scopes=CONVERT", "scope=CONVERT&x=y", "{}")) {
      Reply wrong = post("/sandbox/authorizations/" + id + "/change", "", form);
      assertThat(wrong.httpStatus()).as(form).isEqualTo(400);
      assertThat(wrong.body()).contains("must have the field scope and no other, such as scope=");
    }
    assertThatThrownBy(() -> sandbox.change(id, "ALL"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(record()).contains("[\"PAYOUT\",\"REFUND\"]");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("POST /sandbox/authorizations/1/agree", 404, "no authorization with this id"),
        arguments("POST /sandbox/authorizations/1/x", 404, "can agree, reject, change or disable"),
        arguments("POST /sandbox/authorizations", 404, "nothing at this path"),
        arguments("POST /sandbox/faults/x", 404, "these are: twice, out-of-order, "),
        arguments("POST /sandbox/", 404, "nothing at this path"),
        arguments("POST /sandbox", 405, "Use GET"),
        arguments("POST /en/dashboard/review-authorization", 405, "Use GET"),
        arguments("PUT /sandbox/webhook-key/rotate", 405, "Use POST"),
        arguments("GET /sandbox/webhook-key/rotate", 405, "Use POST"),
        arguments("GET /en/dashboard/review-authorization", 404, "no authorization"),
        arguments("GET /en/dashboard/review-authorization?authId=1", 404, "no authorization"),
        arguments("GET /en/dashboard/review-authorization?a&=", 404, "no authorization"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsNotRight(String line, int status, String error) throws IOException {
    Reply reply = send(line, "", "");
    assertThat(reply.httpStatus()).isEqualTo(status);
    assertThat(reply.json().get("error").getAsString()).contains(error);

    Reply page = send(line, BROWSER, "");
    assertThat(page.httpStatus()).isEqualTo(status);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.body()).contains(error);
  }

  @Test
  void throwsFromJavaWhatIsNotKnown() {
    assertThatThrownBy(() -> sandbox.agree("1")).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @EnumSource
  void takesEveryFault(DeliveryFault fault) throws IOException {
    assertThat(post("/sandbox/faults/" + fault.pathName(), "", "").body())
        .isEqualTo("{\"nextDelivery\":\"" + fault.pathName() + "\"}");
    assertThat(send("GET /", BROWSER, "").body()).contains("Waiting: " + fault.pathName() + ".");
  }

  @Test
  void rotatesTheKey() throws IOException {
    assertThat(post("/sandbox/webhook-key/rotate", "", "").body())
        .matches("\\{\"certSerial\":\"[0-9A-F]{32}\"}");
    assertThat(call(QueryCertificates.OPERATION, "{}").json().getAsJsonArray("data")).hasSize(2);
  }

  @Test
  void showsAMerchantWhoAsksForWhatAndTakesTheDecision() throws IOException {
    Reply created = send().assertCreated();
    String path = created.text("redirectUrl").substring(sandbox.baseUrl().length());

    Reply page = send("GET " + path, BROWSER, "");

    assertThat(page.httpStatus()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"en\">", "name=\"viewport\"", "Merchant One", "CONVERT, CHECKOUT")
        .contains("192.168.1.1, 192.168.1.2", "PENDING", ">Agree</button>", ">Reject</button>")
        .doesNotContain(created.text("authorizationToken"));
    Reply decided = post(actionOf(page, "agree"), BROWSER, "");
    assertThat(decided.httpStatus()).isEqualTo(303);
    assertThat(decided.headers()).containsEntry("Location", path);
    assertThat(send("GET " + path, BROWSER, "").body())
        .contains("AUTHORIZED", "You have agreed.")
        .doesNotContain("<button");
  }

  @Test
  void listsInTheConsoleWhatAMerchantCanDo() throws IOException {
    String authorized = create();
    sandbox.agree(authorized);
    Reply pending = send();
    Reply console = send("GET /", BROWSER, "");

    String ofPending = "/sandbox/authorizations/" + pending.text("authorizationId");
    String ofAuthorized = "/sandbox/authorizations/" + authorized;
    assertThat(console.body())
        .contains(ofPending + "/agree\"", ofPending + "/reject\"")
        .contains(ofAuthorized + "/change\"", ofAuthorized + "/disable\"")
        .doesNotContain(ofPending + "/change", ofPending + "/disable")
        .doesNotContain(ofAuthorized + "/agree", ofAuthorized + "/reject")
        .contains("SUBMIT_AUTH_AGREE", "not sent: there is no webhook URL")
        .doesNotContain(pending.text("authorizationToken"));
    Reply done = post(ofAuthorized + "/disable", BROWSER, "");
    assertThat(done.httpStatus()).isEqualTo(303);
    assertThat(done.headers()).containsEntry("Location", "/");
  }

  @Test
  void showsTheNewestHundredOnly() throws IOException {
    String first = create();
    for (int i = 0; i < 100; i++) {
      create();
    }

    assertThat(send("GET /", BROWSER, "").body())
        .contains("101 in all. The newest 100 are shown.")
        .doesNotContain("id=\"a-" + first);
  }

  @Test
  void escapesWhatIsNotItsOwn() throws IOException {
    String script = "<script>alert('1')</script>\"&";
    sandbox.addMerchant("<m>", script);
    sandbox.webhookUrl("http://127.0.0.1:1/?a='&b=1");
    Reply created = send(request -> request.merchantId("<m>")).assertCreated();
    String review = created.text("redirectUrl").substring(sandbox.baseUrl().length());

    for (String path : List.of(review, "/")) {
      assertThat(send("GET " + path, BROWSER, "").body())
          .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;", "&lt;m&gt;")
          .doesNotContain("<script>alert", "<m>", "?a='&b");
    }
  }

  @Test
  void letsAPageLoadNothingButItsStyleAndScriptAndNobodyFrameIt() throws Exception {
    String review = send().text("redirectUrl").substring(sandbox.baseUrl().length());
    Reply console = send("GET /", BROWSER, "");
    Reply page = send("GET " + review, BROWSER, "");

    String start = "default-src 'none'; style-src 'sha256-" + hash("style", page) + "'; ";
    String end = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    String script = "script-src 'sha256-" + hash("script", console) + "'; connect-src 'self'; ";
    assertThat(page.headers())
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Content-Security-Policy", start + end);
    assertThat(page.body()).doesNotContain("<script");
    assertThat(console.headers())
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Content-Security-Policy", start + script + end);
  }

  private static String hash(String element, Reply page) throws Exception {
    Matcher text = Pattern.compile("(?s)<%1$s>(.*)</%1$s>".formatted(element)).matcher(page.body());
    assertThat(text.find()).isTrue();
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.group(1).getBytes(UTF_8)));
  }

  @Test
  void isFoundWhereItWas() throws IOException {
    Reply moved = send("GET /sandbox", BROWSER, "");

    assertThat(moved.httpStatus()).isEqualTo(303);
    assertThat(moved.headers()).containsEntry("Location", "/");
    assertThat(send("GET /", "", "").contentType()).startsWith("text/html");
  }

  @ParameterizedTest
  @CsvSource({
    "'Origin: http://evil.example', 403",
    "'Origin: null', 403",
    "'Sec-Fetch-Site: cross-site', 403",
    "'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors', 403",
    "'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate', 200",
    "'Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors', 200"
  })
  void isVisitedFromAnywhereButReadByItsOwnPagesOnly(String headers, int status)
      throws IOException {
    String sent = headers.replace("\\r\\n", "\r\n") + "\r\n";
    assertThat(send("GET /", sent, "").httpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://HOST",
        "Origin: http://HOST.evil.example",
        "Origin: http://HOST\r\nOrigin: http://evil.example",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://HOST\r\nSec-Fetch-Site: cross-site"
      })
  void takesNoOrdersFromAnotherSite(String headers) throws IOException {
    String id = create();
    String sent = headers.replace("HOST", host()) + "\r\n";
    for (String path :
        List.of(
            "/sandbox/authorizations/" + id + "/agree",
            "/sandbox/webhook-key/rotate",
            "/sandbox/faults/twice",
            "/sandbox/call/createAuthorization",
            "/sandbox/none")) {
      assertThat(post(path, sent, "").httpStatus()).isEqualTo(403);
      assertThat(post(path, sent + BROWSER, "").httpStatus()).isEqualTo(403);
    }
    assertThat(record()).contains("PENDING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example\r\n",
        "Host: evil.example:PORT\r\n",
        "Host: 127.0.0.1\r\n",
        "Host: 127.0.0.1:1\r\n",
        "Host: 127.0.0.1.evil.example:PORT\r\n",
        "Host: localhost.evil.example:PORT\r\n",
        "Host: 192.0.2.1:PORT\r\n",
        "Host: evil.example:PORT\r\nOrigin: http://evil.example:PORT\r\n"
      })
  void isReachedByNoNameOfAnotherHost(String headers) throws IOException {
    Reply created = send();
    String review = created.text("redirectUrl").substring(sandbox.baseUrl().length());
    String action = "/sandbox/authorizations/" + created.text("authorizationId") + "/agree";

    for (String line :
        List.of(
            "GET /", "GET /sandbox", "GET /sandbox/events", "GET " + review, "POST " + action)) {
      Reply reply = sendRaw(sandbox, line, headers.replace("PORT", port()), "");
      assertThat(reply.httpStatus()).as(line).isEqualTo(403);
      assertThat(reply.body())
          .contains("the Host is not the sandbox's. The sandbox is at " + sandbox.baseUrl())
          .doesNotContain(created.text("authorizationId"));
    }
    assertThat(record()).contains("PENDING");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, localhost",
    "127.0.0.1, LocalHost",
    "127.0.0.1, 127.0.0.2",
    "localhost, localhost",
    "0.0.0.0, 127.0.0.1",
    "'::1', '[::1]'",
    "'::', '[::1]'"
  })
  void isReachedByItsOwnNames(String listensOn, String name) throws IOException {
    try (Sandbox own = builder().host(listensOn).start()) {
      String id = new SignedRequest().sendTo(own).text("authorizationId");
      String host = name + ":" + URI.create(own.baseUrl()).getPort();
      String headers = "Host: " + host + "\r\n";

      assertThat(sendRaw(own, "GET /", headers, "").httpStatus()).isEqualTo(200);
      Reply reply =
          sendRaw(
              own,
              "POST /sandbox/authorizations/" + id + "/agree",
              headers + "Origin: http://" + host + "\r\nSec-Fetch-Site: same-origin\r\n",
              "");
      assertThat(reply.httpStatus()).isEqualTo(200);
    }
  }

  private String create() {
    return send().assertCreated().text("authorizationId");
  }

  private String record() {
    return call(QueryAuthorizations.OPERATION, "{\"page\":1,\"rows\":10}").body();
  }

  private static String actionOf(Reply page, String action) {
    Matcher form = Pattern.compile("action=\"([^\"]*/" + action + "[^\"]*)\"").matcher(page.body());
    assertThat(form.find()).isTrue();
    return form.group(1);
  }

  private Reply post(String id, String action) throws IOException {
    return post("/sandbox/authorizations/" + id + "/" + action, "", "");
  }

  private Reply post(String path, String headers, String form) throws IOException {
    return send("POST " + path, headers, form);
  }

  private Reply send(String line, String headers, String form) throws IOException {
    return sendRaw(sandbox, line, "Host: " + host() + "\r\n" + headers, form);
  }

  private static Reply sendRaw(Sandbox to, String line, String headers, String form)
      throws IOException {
    try (Socket socket =
        sendRaw(
            to.baseUrl(),
            "%s HTTP/1.1\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(line, headers, form.length(), form))) {
      return Reply.of(socket.getInputStream().readAllBytes());
    }
  }

  private String host() {
    return URI.create(sandbox.baseUrl()).getAuthority();
  }

  private String port() {
    return Integer.toString(URI.create(sandbox.baseUrl()).getPort());
  }
}
