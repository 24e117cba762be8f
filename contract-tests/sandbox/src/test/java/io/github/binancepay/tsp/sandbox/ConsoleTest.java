package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryCertificates;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Merchant actions, and the rest of the console's API, over HTTP and from Java. */
class ConsoleTest extends ConsoleFixture {
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
  void carriesOutActionsThatTheStatusAllows(String action, String before, String status)
      throws IOException {
    String byHttp = create();
    String byJava = create();
    for (String earlier : before.split(" ", -1)) {
      if (!earlier.isEmpty()) {
        post("/sandbox/authorizations/" + byHttp + "/" + earlier);
        java(earlier).accept(byJava);
      }
    }

    Reply reply = post("/sandbox/authorizations/" + byHttp + "/" + action);

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
        arguments(
            "POST /sandbox/authorizations/1/x", 404, "these are: agree, reject, change, disable"),
        arguments("POST /sandbox/authorizations", 405, "Use GET"),
        arguments("POST /sandbox/deliveries/1/resend", 404, "no delivery with this number"),
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
  void reportsAMistake(String line, int status, String error) throws IOException {
    Reply reply = send(line, "", "");
    assertThat(reply.httpStatus()).isEqualTo(status);
    assertThat(reply.json().get("error").getAsString()).contains(error);

    Reply page = send(line, BROWSER, "");
    assertThat(page.httpStatus()).isEqualTo(status);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.body()).contains(error);
  }

  @Test
  void throwsForAnUnknownAuthorization() {
    assertThatThrownBy(() -> sandbox.agree("1")).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @EnumSource
  void takesEveryFault(DeliveryFault fault) throws IOException {
    assertThat(get("/").body())
        .contains(
            "<li><button type=\"button\">%s</button> %s</li>"
                .formatted(
                    fault.pathName(), fault.description().replaceAll("`(.*)`", "<code>$1</code>")));
    assertThat(post("/sandbox/faults/" + fault.pathName()).body())
        .isEqualTo("{\"nextDelivery\":\"" + fault.pathName() + "\"}");
    assertThat(get("/sandbox/deliveries").json().getAsJsonArray("pendingFaults").toString())
        .isEqualTo("[\"" + fault.pathName() + "\"]");
  }

  @Test
  void rotatesTheKey() throws IOException {
    assertThat(post("/sandbox/webhook-key/rotate").body())
        .matches("\\{\"certSerial\":\"[0-9A-F]{32}\"}");
    assertThat(call(QueryCertificates.OPERATION, "{}").json().getAsJsonArray("data")).hasSize(2);
  }

  @Test
  void listsAuthorizationsWithTheActionsOfTheirStatus() throws IOException {
    String authorized = create();
    sandbox.agree(authorized);
    Reply pending = send();

    Reply list = get("/sandbox/authorizations");

    List<JsonObject> all = objects(list.json().getAsJsonArray("authorizations"));
    assertThat(list.json().get("total").getAsInt()).isEqualTo(2);
    assertThat(all.get(0))
        .hasToString(
            """
            {"authorizationId":"%s","merchantId":"merchant1","merchantName":"Merchant One",\
            "status":"PENDING","scopes":["CONVERT","CHECKOUT"],\
            "ipWhitelist":["192.168.1.1","192.168.1.2"],\
            "review":"/en/dashboard/review-authorization?authId=%1$s","actions":["agree","reject"]}"""
                .formatted(pending.text("authorizationId")));
    assertThat(all.get(1).getAsJsonArray("actions")).hasToString("[\"change\",\"disable\"]");
    assertThat(list.body()).doesNotContain(pending.text("authorizationToken"));
  }

  @Test
  void listsTheNewestAuthorizationsOnly() throws IOException {
    String first = create();
    for (int i = 0; i < Limits.LISTED_AUTHORIZATIONS; i++) {
      create();
    }

    JsonObject list = get("/sandbox/authorizations").json();

    assertThat(list.get("total").getAsInt()).isEqualTo(Limits.LISTED_AUTHORIZATIONS + 1);
    assertThat(list.getAsJsonArray("authorizations")).hasSize(Limits.LISTED_AUTHORIZATIONS);
    assertThat(list.toString()).doesNotContain(first);
  }

  @Test
  void resetForgetsAuthorizationsNoncesRequestsDeliveriesAndFaults() throws IOException {
    TestRequest request = new TestRequest();
    String id = request.sendTo(sandbox).assertCreated().text("authorizationId");
    sandbox.agree(id);
    sandbox.nextDelivery(DeliveryFault.TWICE);
    request.sendTo(sandbox).assertFailure("400001");

    assertThat(post("/sandbox/reset").body()).isEqualTo("{\"reset\":true}");

    assertThat(requests()).isEmpty();
    assertThat(get("/sandbox/deliveries").body())
        .isEqualTo("{\"webhookUrl\":null,\"pendingFaults\":[],\"deliveries\":[]}");
    assertThat(get("/sandbox/authorizations").body())
        .isEqualTo("{\"total\":0,\"authorizations\":[]}");
    request.sendTo(sandbox).assertCreated();
    assertThat(requests()).hasSize(1);
    sandbox.reset();
    assertThat(requests()).isEmpty();
  }

  @Test
  void publishesTheDefaultKeyAndShortensAnother() throws IOException {
    assertThat(get("/sandbox/settings").body())
        .contains("\"apiKey\":\"sandbox-api-key\",\"published\":true")
        .doesNotContain(Sandbox.DEFAULT_SECRET_KEY);
    sandbox.close();
    sandbox = builder().credentials("my-very-own-api-key", "s").start();

    assertThat(get("/sandbox/settings").body())
        .contains("\"apiKey\":\"my-very-…\",\"published\":false")
        .doesNotContain("my-very-own");
  }
}
