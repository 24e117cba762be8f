package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsoleTest extends SandboxFixture {
  @ParameterizedTest(name = "{0} when {1}")
  @CsvFileSource(resources = "actions.csv", numLinesToSkip = 1, quoteCharacter = '\'')
  void executesActionsThatTheStatusAllows(String action, String before, String status)
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
          .isEqualTo("{\"authorizationId\":\"%s\",\"status\":\"%s\"}".formatted(byHttp, status));
      java(action).accept(byJava);
      assertThat(record()).containsOnlyOnce(byJava).contains("\"" + status + "\"");
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
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.change(id, "ALL"));
    assertThatThrownBy(() -> sandbox.agree("1")).isInstanceOf(NoSuchElementException.class);
    assertThat(record()).contains("[\"PAYOUT\",\"REFUND\"]");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "console-mistakes.csv",
      numLinesToSkip = 1,
      delimiter = '|',
      quoteCharacter = '`')
  void reportsAMistakeAsJsonOrAsAPage(String line, String body, int status, String error)
      throws IOException {
    Reply reply = send(line, "", body);
    assertThat(reply.httpStatus()).isEqualTo(status);
    assertThat(reply.json().get("error").getAsString()).contains(error);

    Reply page = send(line, BROWSER, body);
    assertThat(page.httpStatus()).isEqualTo(status);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.body()).contains(error);
  }

  @ParameterizedTest
  @EnumSource
  void injectsEachFaultOfThePage(DeliveryFault fault) throws IOException {
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
  void listsAuthorizationsWithTheActionsOfTheirStatus() throws IOException {
    String authorized = create();
    sandbox.agree(authorized);
    Reply pending = send();

    Reply list = get("/sandbox/authorizations");

    List<JsonObject> all = list.objects("authorizations");
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
    restart(builder().credentials("my-very-own-api-key", "s"));

    assertThat(get("/sandbox/settings").body())
        .contains("\"apiKey\":\"my-very-…\",\"published\":false")
        .doesNotContain("my-very-own");
  }
}
