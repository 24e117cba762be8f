package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import io.github.binancepay.tsp.sandbox.internal.provider.Triggers;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggersTest extends SandboxFixture {
  private static final String NOT_DOCUMENTED =
      "{'status': 'FAIL', 'code': '%s', 'errorMessage': 'This code is not documented.'}";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void answersWithEveryDocumentedCodeOnRequest(ResultCode code) {
    Reply reply = trigger("sandbox-" + code.getValue()).assertFailure(code.getValue());

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.errorMessage()).isEqualTo(code.getReason());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments("sandbox-499999", 400, NOT_DOCUMENTED.formatted("499999")),
        arguments("sandbox-100001001", 400, NOT_DOCUMENTED.formatted("100001001")),
        arguments(
            "sandbox-fail-with-200",
            200,
            "{'status': 'FAIL', 'code': '400000', 'errorMessage':"
                + " 'An unknown error occurred while processing the request.'}"),
        arguments(
            "sandbox-msg",
            400,
            "{'code': '400002', 'msg': 'Signature for this request is not valid.'}"),
        arguments(
            "sandbox-error",
            400,
            "{'status': 'ERROR', 'type': 'SYS', 'code': '100001001',"
                + " 'errorData': 'System abnormality'}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void answersATriggerWith(String merchantId, int httpStatus, String body) {
    Reply reply = trigger(merchantId);

    assertThat(reply.httpStatus()).isEqualTo(httpStatus);
    assertThat(reply.contentType()).startsWith("application/json");
    assertThat(reply.json()).isEqualTo(JsonParser.parseString(body.replace('\'', '"')));
  }

  @Test
  void answersATriggerWithAPage() {
    trigger("sandbox-html").assertBlocked();
  }

  @Test
  void answersATriggerWithUnknownFields() {
    Reply usual = send().assertCreated();

    Reply reply = trigger("sandbox-unknown-fields").assertCreated();

    assertThat(reply.json().keySet()).containsAll(usual.json().keySet()).hasSize(4);
    assertThat(reply.data().keySet()).containsAll(usual.data().keySet()).hasSize(9);
  }

  @Test
  void countsMoreThanADoubleCanHold() {
    trigger("sandbox-large-total").assertCreated();

    Reply records = filter("sandbox-large-total").assertCreated();
    assertThat(records.text("total")).isEqualTo("9007199254740993");
  }

  @Test
  void dropsTheConnectionOnceTheAuthorizationIsCreated() {
    assertThatThrownBy(() -> trigger("sandbox-drop")).hasMessage("no response");

    Reply records = filter("sandbox-drop").assertCreated();
    assertThat(records.text("total")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sandbox-400002", "sandbox-fail-with-200", "sandbox-msg", "sandbox-error"})
  void areForAFilterTooAndCreateNothing(String merchantId) {
    assertThat(trigger(merchantId).body()).isEqualTo(filter(merchantId).body());

    sandbox.triggers(false);
    assertThat(filter(merchantId).assertCreated().text("total")).isEqualTo("0");
  }

  @Test
  void hasATestForEveryTrigger() {
    Stream<String> tested = failures().map(row -> (String) row.get()[0]);
    Stream<String> others =
        Stream.of("sandbox-html", "sandbox-unknown-fields", "sandbox-large-total", "sandbox-drop");

    assertThat(Stream.concat(tested, others).map(id -> Triggers.of(id).orElseThrow()))
        .containsAll(Triggers.ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sandbox-000000",
        "sandbox-40000",
        "sandbox-1000010011",
        "sandbox-4000001x",
        "sandbox-htm",
        "a-sandbox-400000"
      })
  void knowsNoOtherTrigger(String merchantId) {
    trigger(merchantId).assertFailure("406210");
  }

  @Test
  void switchesTriggersOffAndOn() throws IOException {
    try (Sandbox own = builder().triggers(false).start()) {
      new TestRequest().merchantId("sandbox-400000").sendTo(own).assertFailure("406210");
      own.triggers(true);
      new TestRequest().merchantId("sandbox-400000").sendTo(own).assertFailure("400000");
      own.triggers(false);
      own.addMerchant("sandbox-400000", "A merchant like any other");
      new TestRequest().merchantId("sandbox-400000").sendTo(own).assertCreated();
    }
  }

  private Reply filter(String merchantId) {
    return send(
        request ->
            request.operation(
                QueryAuthorizations.OPERATION,
                "{\"page\":1,\"rows\":10,\"merchantId\":\"" + merchantId + "\"}"));
  }

  private Reply trigger(String merchantId) {
    return send(request -> request.merchantId(merchantId));
  }
}
