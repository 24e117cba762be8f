package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form that signs and sends. */
class ConsoleCallTest extends SandboxFixture {
  private static final String BROWSER = "Accept: text/html\r\n";

  static Stream<String> operations() {
    return Operations.ALL.stream().map(Operation::operationId);
  }

  static Stream<String> mistakes() {
    return SigningMistake.ALL.stream().skip(1).map(SigningMistake::name);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void callsEveryOperationWithTheExampleOfTheDocument(String operation) throws IOException {
    Reply called = call(operation, "", "");

    assertThat(called.httpStatus()).isEqualTo(200);
    assertThat(called.json().keySet()).containsExactly("httpStatus", "response");
    assertThat(called.body()).contains("\"httpStatus\":200", "000000").doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void makesAMistakeThatIsNoticed(String mistake) throws IOException {
    Reply called = call("queryScopes", "", "mistake=" + mistake);

    assertThat(called.body()).contains("\"httpStatus\":400");
    assertThat(called.json().get("diagnosis").getAsString()).isNotBlank();
  }

  @Test
  void showsTheCallAsItWasReceivedAndInEveryLanguage() throws IOException {
    Reply page = call("createAuthorization", BROWSER, "");

    assertThat(page.httpStatus()).isEqualTo(200);
    assertThat(pre(page, "sent-request"))
        .startsWith("POST " + SignedRequest.PATH + "\nHost: " + host() + "\n")
        .contains("BinancePay-Certificate-SN: sandbox… (15 characters)\n", "\"merchant1\"");
    assertThat(pre(page, "sent-response"))
        .startsWith("HTTP 200\n")
        .contains("\"authorizationToken\": \"…\"");
    assertThat(pre(page, "environment"))
        .contains("'" + sandbox.baseUrl() + "'", "BINANCE_PAY_API_KEY='sandbox-api-key'");
    assertThat(page.body()).doesNotContain("sandbox-secret-key");
    for (CodeSamples.Language language : CodeSamples.ofTheDocument().languages()) {
      assertThat(pre(page, "code-" + language.id())).contains("192.168.1.2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"merchantId\":\"it's $HOME `id` \\\\ \\\"!\"}",
        "'",
        "",
        "\n{\n\t\"a\":\n1}\n\n",
        "@/etc/passwd",
        "-n %s %% \\n",
        "{\"a\":\"\u00E4\u20AC\uD83D\uDE00 \u05D0\"}",
        "</pre><script>alert(1)</script>&amp;&lt;",
        "{{body}}"
      })
  void writesAnyBodyAsAShellReadsIt(String body) throws Exception {
    Reply page = call("createAuthorization", BROWSER, "body=" + URLEncoder.encode(body, UTF_8));

    for (String id : List.of("code-jar", "code-curl")) {
      String code = pre(page, id);
      String assignment = code.substring(code.indexOf("body='"), endOfBody(code));
      Process sh =
          new ProcessBuilder("sh", "-c", assignment + "\nprintf %s \"$body\"")
              .redirectErrorStream(true)
              .start();
      assertThat(new String(sh.getInputStream().readAllBytes(), UTF_8)).isEqualTo(body);
    }
    assertThat(page.body()).doesNotContain("<script>alert");
  }

  private static int endOfBody(String code) {
    return Math.max(code.indexOf("\ntimestamp="), code.indexOf("\nprintf %s \"$body\" |"));
  }

  @Test
  void writesInALanguageOnlyWhatItCanSay() throws IOException {
    Reply page = call("createAuthorization", BROWSER, "body=%5B%5D");

    assertThat(page.body()).contains("id=\"code-jar\"", "id=\"code-curl\"");
    assertThat(page.body()).doesNotContain("id=\"code-python\"", "id=\"code-go\"");
    assertThat(call("createAuthorization", BROWSER, "body=%00").body())
        .doesNotContain("id=\"code-jar\"", "id=\"code-curl\"");
  }

  @Test
  void signsTheLinesOfATextAreaWithLineFeeds() throws IOException {
    Reply page = call("queryScopes", BROWSER, "body=%7B%0D%0A%7D");

    assertThat(pre(page, "sent-request")).endsWith("\n\n{\n}").contains("Content-Length: 3\n");
    assertThat(page.body()).contains("000000 SUCCESS");
  }

  @Test
  void showsThatThereWasNoResponse() throws IOException {
    String body =
        "body={\"merchantId\":\"sandbox-drop\",\"scopes\":[\"CONVERT\"],\"ipWhitelist\":[\"::1\"]}";

    assertThat(call("createAuthorization", BROWSER, body).body())
        .contains("no response", "(the connection is dropped)");
  }

  @ParameterizedTest
  @CsvSource({
    "nope, '', 404, 'these are: createAuthorization, '",
    "queryScopes, x=1, 400, fields body and mistake",
    "queryScopes, mistake=x, 400, 'these are: none, lower-case, '"
  })
  void saysWhatIsNotRight(String operation, String form, int status, String error)
      throws IOException {
    Reply refused = call(operation, "", form);

    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(refused.json().get("error").getAsString()).contains(error);
    assertThat(call(operation, BROWSER, form).body()).contains(error);
  }

  @Test
  void refusesAFormThatIsTooLarge() throws IOException {
    Reply refused = call("queryScopes", "", "body=" + "x".repeat(BodyReader.MAX_BODY_BYTES));

    assertThat(refused.httpStatus()).isEqualTo(400);
    assertThat(refused.body()).contains("too large");
  }

  @Test
  void fillsABodyInAsALanguageWantsIt() {
    CodeSamples.Language language =
        new CodeSamples.Language(
            "x", "X", true, Map.of("$", "\\$"), Map.of("op", "a(\n    {{body}})\n"));

    assertThat(language.sample("op", "{\n  \"$\": \"{{body}}\"\n}"))
        .isEqualTo("a(\n    {\n      \"\\$\": \"{{body}}\"\n    })\n");
  }

  @Test
  void hasAnExampleAndASampleOfEveryOperation() {
    CodeSamples samples = CodeSamples.ofTheDocument();

    assertThat(samples.languages()).isNotEmpty();
    for (Operation operation : Operations.ALL) {
      assertThat(
              JsonParser.parseString(samples.bodies().get(operation.operationId())).isJsonObject())
          .isTrue();
      assertThat(samples.languages())
          .allSatisfy(
              language -> assertThat(language.samples().get(operation.operationId())).isNotEmpty());
    }
  }

  /** The text of an element of a page. */
  private static String pre(Reply page, String id) {
    Matcher pre =
        Pattern.compile("<pre id=\"" + id + "\">(.*?)</pre>", Pattern.DOTALL).matcher(page.body());
    assertThat(pre.find()).as(id).isTrue();
    return pre.group(1)
        .replaceAll("<i data-c=[^>]*></i>", "")
        .replace("&#13;", "\r")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private Reply call(String operation, String headers, String form) throws IOException {
    try (Socket socket =
        sendRaw(
            "POST /sandbox/call/%s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(operation, host(), headers, form.length(), form))) {
      return Reply.of(socket.getInputStream().readAllBytes());
    }
  }

  private String host() {
    return URI.create(sandbox.baseUrl()).getAuthority();
  }
}
