package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggersTest {
  private final Clock clock = Clock.fixed(SignedRequest.NOW, ZoneOffset.UTC);
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().clock(clock).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void answersWithEveryDocumentedCodeOnRequest(ResultCode code) {
    Reply reply =
        send(request -> request.merchantId("sandbox-" + code.getValue()))
            .assertFailure(code.getValue());

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.errorMessage()).isEqualTo(code.getReason());
  }

  static Stream<Arguments> triggers() {
    return Stream.of(
        arguments(
            "sandbox-CODE",
            "sandbox-400000",
            400,
            """
            {"status": "FAIL", "code": "400000",
             "errorMessage": "An unknown error occurred while processing the request."}
            """),
        arguments(
            "sandbox-CODE",
            "sandbox-499999",
            400,
            """
            {"status": "FAIL", "code": "499999", "errorMessage": "This code is not documented."}
            """),
        arguments(
            "sandbox-CODE",
            "sandbox-100001001",
            400,
            """
            {"status": "FAIL", "code": "100001001", "errorMessage": "This code is not documented."}
            """),
        arguments(
            "sandbox-fail-with-200",
            "sandbox-fail-with-200",
            200,
            """
            {"status": "FAIL", "code": "400000",
             "errorMessage": "An unknown error occurred while processing the request."}
            """),
        arguments(
            "sandbox-msg",
            "sandbox-msg",
            400,
            """
            {"code": "400002", "msg": "Signature for this request is not valid."}
            """),
        arguments(
            "sandbox-error",
            "sandbox-error",
            400,
            """
            {"status": "ERROR", "type": "SYS", "code": "100001001",
             "errorData": "System abnormality"}
            """));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("triggers")
  void answersATriggerWith(String trigger, String merchantId, int httpStatus, String body) {
    Reply reply = send(request -> request.merchantId(merchantId));

    assertThat(reply.httpStatus()).isEqualTo(httpStatus);
    assertThat(reply.contentType()).startsWith("application/json");
    assertThat(reply.json()).isEqualTo(JsonParser.parseString(body));
  }

  @Test
  void answersATriggerWithAPage() {
    send(request -> request.merchantId("sandbox-html")).assertBlocked();
  }

  @Test
  void answersATriggerWithUnknownFields() {
    Reply usual = send().assertCreated();

    Reply reply = send(request -> request.merchantId("sandbox-unknown-fields")).assertCreated();

    assertThat(reply.json().keySet()).containsAll(usual.json().keySet()).hasSize(4);
    assertThat(reply.data().keySet()).containsAll(usual.data().keySet()).hasSize(9);
  }

  @Test
  void hasATestForEveryTrigger() {
    Stream<String> tested =
        Stream.concat(
            triggers().map(row -> (String) row.get()[0]),
            Stream.of("sandbox-html", "sandbox-unknown-fields"));

    assertThat(Triggers.ALL)
        .extracting(Triggers.Trigger::merchantId)
        .containsExactlyInAnyOrderElementsOf(tested.collect(Collectors.toSet()));
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
    send(request -> request.merchantId(merchantId)).assertFailure("406210");
  }

  @Test
  void switchesTriggersOffAndOn() {
    UnaryOperator<SignedRequest> triggering = request -> request.merchantId("sandbox-400000");

    sandbox.triggers(false);
    send(triggering).assertFailure("406210");
    sandbox.triggers(true);
    send(triggering).assertFailure("400000");
  }

  @Test
  void startsWithTriggersOff() throws IOException {
    try (Sandbox own = Sandbox.builder().clock(clock).triggers(false).start()) {
      new SignedRequest().merchantId("sandbox-html").sendTo(own).assertFailure("406210");
    }
  }

  @Test
  void givesAMerchantItsAuthorizationWhileTriggersAreOff() {
    sandbox.addMerchant("sandbox-html", "A merchant like any other");
    sandbox.triggers(false);

    assertThat(send(request -> request.merchantId("sandbox-html")).text("merchantName"))
        .isEqualTo("A merchant like any other");
  }

  private Reply send() {
    return send(UnaryOperator.identity());
  }

  private Reply send(UnaryOperator<SignedRequest> change) {
    return change.apply(new SignedRequest()).sendTo(sandbox);
  }
}
