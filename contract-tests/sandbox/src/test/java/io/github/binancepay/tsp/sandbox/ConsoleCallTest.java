package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleCallTest extends SandboxFixture {
  static Stream<String> operations() {
    return Operations.ALL.stream().map(Operation::operationId);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void callsEachOperationWithTheExampleOfTheDocument(String operation) throws IOException {
    assertThat(page()).contains("<option>" + operation + "</option>");
    String example =
        get("/sandbox/samples.json").json().getAsJsonObject("bodies").get(operation).getAsString();

    JsonObject called = call(operation, "body=" + URLEncoder.encode(example, UTF_8));

    assertThat(called.get("httpStatus").getAsInt()).isEqualTo(200);
    assertThat(called.get("codeName").getAsString()).isEqualTo("SUCCESS");
    assertThat(called.get("diagnosis").isJsonNull()).isTrue();
    assertThat(called.toString()).doesNotContain("sandbox-secret-key");
    assertThat(requests()).containsExactly(called);
  }

  @Test
  void diagnosesEachMistakeOfThePage() throws IOException {
    List<String> mistakes = new ArrayList<>();
    Matcher options = Pattern.compile("<option value=\"([^\"]+)\">").matcher(page());
    while (options.find()) {
      mistakes.add(options.group(1));
    }

    assertThat(mistakes).hasSize(11).startsWith("none");
    for (String mistake : mistakes) {
      JsonObject called = call("queryScopes", "mistake=" + mistake);
      assertThat(called.get("httpStatus").getAsInt()).isEqualTo(mistake.equals("none") ? 200 : 400);
      assertThat(called.get("diagnosis").isJsonNull()).isEqualTo(mistake.equals("none"));
    }
  }

  private String page() throws IOException {
    return get("/").body();
  }

  @Test
  void signsTheLinesOfATextAreaWithLineFeeds() throws IOException {
    JsonObject request = call("queryScopes", "body=%7B%0D%0A%7D").getAsJsonObject("request");

    assertThat(request.get("body").getAsString()).isEqualTo("{\n}");
  }

  @Test
  void reportsADroppedConnection() throws IOException {
    JsonObject called =
        call(
            "createAuthorization",
            "body={\"merchantId\":\"sandbox-drop\",\"scopes\":[\"CONVERT\"],"
                + "\"ipWhitelist\":[\"::1\"]}");

    assertThat(called.get("httpStatus").isJsonNull()).isTrue();
    assertThat(called.get("diagnosis").getAsString()).contains("the connection is dropped");
  }

  @Test
  void rejectsAFormThatIsTooLarge() throws IOException {
    Reply rejected = post("/sandbox/call/queryScopes", "", "body=" + "x".repeat(Limits.BODY_BYTES));

    assertThat(rejected.httpStatus()).isEqualTo(400);
    assertThat(rejected.body()).contains("too large");
  }

  @Test
  void parallelCallsDoNotBlockSignedRequests() throws IOException {
    List<Socket> calls = new ArrayList<>();
    String body = "mistake=body-left-out";
    for (int i = 0; i < 260; i++) {
      calls.add(
          sendRaw(
              "POST /sandbox/call/queryScopes HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %s\r\n\r\n%s"
                  .formatted(host(), body.length(), body)));
    }

    send().assertCreated();
    for (Socket call : calls) {
      assertThat(receiveAll(call)).startsWith("HTTP/1.1 200 ");
      call.close();
    }
  }

  private JsonObject call(String operation, String form) throws IOException {
    Reply reply = post("/sandbox/call/" + operation, "", form);
    assertThat(reply.httpStatus()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }
}
