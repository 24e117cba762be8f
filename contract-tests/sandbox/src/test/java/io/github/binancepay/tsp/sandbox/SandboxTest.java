package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.sandbox.internal.provider.QueryScopes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest extends SandboxFixture {
  @Test
  void returnsTheEightFieldsOfAnAuthorization() {
    Reply reply =
        send(r -> r.field("scopes", "[\"PAYOUT\"]").field("ipWhitelist", "[\"::1\",\"10.0.0.1\"]"))
            .assertCreated();

    assertThat(reply.json().keySet()).containsExactlyInAnyOrder("status", "code", "data");
    assertThat(reply.data().keySet())
        .containsExactlyInAnyOrder(
            "authorizationId",
            "merchantName",
            "authorizationToken",
            "merchantId",
            "status",
            "redirectUrl",
            "scopes",
            "ipWhitelist");
    String authorizationId = reply.text("authorizationId");
    assertThat(authorizationId)
        .matches("[1-9][0-9]{17}")
        .isNotEqualTo(send().text("authorizationId"));
    assertThat(reply.text("authorizationToken"))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(send().text("authorizationToken"));
    assertThat(reply.text("merchantId")).isEqualTo("merchant1");
    assertThat(reply.texts("scopes")).containsExactly("PAYOUT");
    assertThat(reply.texts("ipWhitelist")).containsExactly("::1", "10.0.0.1");
    assertThat(reply.text("merchantName")).isEqualTo("Merchant One");
    assertThat(reply.text("status")).isEqualTo("PENDING");
    String redirectUrl =
        sandbox.baseUrl() + "/en/dashboard/review-authorization?authId=" + authorizationId;
    assertThat(reply.text("redirectUrl")).isEqualTo(redirectUrl);
    assertThat(reply.body()).as("JSON without needless escapes").contains(redirectUrl);
  }

  @Test
  void tokenDoesNotFollowFromTheId() throws IOException {
    try (Sandbox own = builder().ids(() -> "1").start()) {
      Reply first = new TestRequest().sendTo(own).assertCreated();
      Reply second = new TestRequest().sendTo(own).assertCreated();

      assertThat(second.text("authorizationId")).isEqualTo(first.text("authorizationId"));
      assertThat(second.text("authorizationToken")).isNotEqualTo(first.text("authorizationToken"));
    }
  }

  @Test
  void acceptsConfiguredScopesOnly() throws IOException {
    try (Sandbox own = builder().scope("PAYOUT").scope("NEXT_YEARS").start()) {
      for (String allowed : List.of("PAYOUT", "NEXT_YEARS")) {
        new TestRequest().field("scopes", "[\"" + allowed + "\"]").sendTo(own).assertCreated();
      }
      new TestRequest().field("scopes", "[\"CONVERT\"]").sendTo(own).assertFailure("400102");

      Reply scopes = new TestRequest().operation(QueryScopes.OPERATION, "{}").sendTo(own);
      assertThat(scopes.assertCreated().data())
          .hasToString("{\"allowFeeShare\":false,\"allowScopes\":[\"PAYOUT\",\"NEXT_YEARS\"]}");
    }
  }

  @Test
  void anInternalErrorGetsAnEnvelope() throws IOException {
    Supplier<String> broken =
        () -> {
          throw new NoClassDefFoundError("a class of a dependency");
        };
    try (Sandbox own = builder().ids(broken).start()) {
      for (TestRequest request :
          List.of(new TestRequest(), new TestRequest().bodyAfterContinue())) {
        assertThat(request.sendTo(own).assertFailure("400000").body()).doesNotContain("dependency");
      }
    }
  }

  @Test
  void rejectsNoncesWhenItsMemoryIsFull() throws IOException {
    try (Sandbox own = builder().window(Duration.ofDays(1)).maxNonces(1).start()) {
      TestRequest first = new TestRequest();
      first.sendTo(own).assertCreated();

      assertThat(new TestRequest().sendTo(own).assertFailure("400001").errorMessage())
          .contains("can remember no more nonces");
      first.sendTo(own).assertFailure("400001");
    }
  }

  @Test
  void sendsTheDateOfItsClockAndNoServerHeader() {
    clock.set(NOW.plus(Duration.ofHours(3)));

    assertThat(send().assertFailure("400003").headers())
        .doesNotContainKey("Server")
        .containsEntry("Date", "Sat, 01 Nov 2025 03:00:00 GMT");
  }

  @Test
  void readsTheClockOnceForEachRequest() {
    TestRequest request = new TestRequest().at(NOW.plusMillis(1000));
    request.sendTo(sandbox).assertCreated();
    clock.set(NOW.plusMillis(2000));
    clock.setOnceRead(NOW.plusMillis(9000));

    request.sendTo(sandbox).assertFailure("400001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x",
        "/index.html",
        TestRequest.PATH + "/",
        TestRequest.PATH + "/x",
        "/binancepay/openapi/service/provider/Create",
        "/x" + TestRequest.PATH
      })
  void anUnknownPathGetsThePageOfTheContentDeliveryNetwork(String path) {
    send(request -> request.path(path)).assertBlocked();
    send(request -> request.path(path).method("GET")).assertBlocked();
  }

  @Test
  void namesTheOperationWhosePathIsMeant() {
    assertThat(send(request -> request.path(TestRequest.PATH + "/")).headers())
        .containsEntry(
            "Sandbox-Diagnosis",
            "there is no operation at this path; did you mean " + TestRequest.PATH + "?");
    assertThat(send(request -> request.path("/x")).headers())
        .containsEntry("Sandbox-Diagnosis", "there is no operation at this path");
  }

  @Test
  void servesTheReferencePageToABrowser() {
    Reply page = send(request -> request.path("/reference").method("GET"));

    assertThat(page.httpStatus()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html;charset=utf-8");
    assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("Create Authorization Request");
    send(request -> request.path("/")).assertBlocked();
  }

  @ParameterizedTest
  @CsvSource({
    ", 1000, 000000",
    ", 1001, 400003",
    "5000, 5000, 000000",
    "5000, 5001, 400003",
    "5000, -5000, 000000",
    "5000, -5001, 400003"
  })
  void acceptsATimestampWithinTheWindow(Long window, long offset, String code) throws IOException {
    SandboxBuilder builder = builder();
    if (window != null) {
      builder.window(Duration.ofMillis(window));
    }
    try (Sandbox own = builder.start()) {
      assertThat(new TestRequest().at(NOW.plusMillis(offset)).sendTo(own).code()).isEqualTo(code);
    }
  }

  @Test
  void usesTheSystemClockByDefault() throws IOException {
    try (Sandbox own = Sandbox.builder().window(Duration.ofHours(1)).start()) {
      new TestRequest().at(Clock.systemUTC().instant()).sendTo(own).assertCreated();
      new TestRequest().at(NOW).sendTo(own).assertFailure("400003");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1761951600000, it is -3600000 ms from this clock",
    "1761958800000, it is +3600000 ms from this clock",
    "1761955200, it is in seconds; send milliseconds"
  })
  void namesTheOffsetOfATimestamp(String timestamp, String hint) {
    assertThat(send(r -> r.header("BinancePay-Timestamp", timestamp)).errorMessage())
        .contains(hint);
  }

  @Test
  void rejectsANonceWhileItsFirstRequestIsWithinTheWindow() {
    TestRequest ahead = new TestRequest().at(NOW.plusMillis(1000)).nonce(Fault.USED_NONCE);
    ahead.sendTo(sandbox).assertCreated();

    clock.set(NOW.plusMillis(2000));
    ahead.sendTo(sandbox).assertFailure("400001");

    clock.set(NOW.plusMillis(2001));
    ahead.sendTo(sandbox).assertFailure("400003");

    clock.set(NOW.plusMillis(3001));
    ahead.at(clock.instant()).sendTo(sandbox).assertCreated();
  }

  @Test
  void keepsNoncesAndSecretKeysOfTwoApiKeysApart() throws IOException {
    try (Sandbox own =
        builder().credentials("first", "secret-1").credentials("second", "secret-2").start()) {
      TestRequest request = new TestRequest();

      request.credentials("first", "secret-1").sendTo(own).assertCreated();
      request.credentials("second", "secret-2").sendTo(own).assertCreated();
      request.credentials("first", "secret-1").sendTo(own).assertFailure("400001");
      request.credentials("first", "secret-2").sendTo(own).assertFailure("400002");
      new TestRequest().sendTo(own).assertFailure("400004");
    }
  }

  @Test
  void failuresHaveTheConfiguredStatus() throws IOException {
    try (Sandbox own = builder().failStatus(200).start()) {
      Reply fault = new TestRequest().method("GET").sendTo(own).assertFailure("400006");
      Reply trigger = new TestRequest().merchantId("sandbox-400000").sendTo(own);

      assertThat(fault.httpStatus()).isEqualTo(200);
      assertThat(trigger.assertFailure("400000").httpStatus()).isEqualTo(200);
      new TestRequest().path("/").sendTo(own).assertBlocked();
    }
  }

  @Test
  void knowsConfiguredMerchantsOnly() throws IOException {
    try (Sandbox own = builder().merchant("m2", "Two").merchant("m3", "Three").start()) {
      new TestRequest().sendTo(own).assertFailure("406210");
      own.addMerchant("m4", "Four");

      for (String known : List.of("m2 Two", "m3 Three", "m4 Four")) {
        Reply reply = new TestRequest().merchantId(known.substring(0, 2)).sendTo(own);
        assertThat(reply.text("merchantName")).isEqualTo(known.substring(3));
      }
    }
    try (Sandbox own = builder().noMerchants().start()) {
      new TestRequest().sendTo(own).assertFailure("406210");
    }
  }

  @Test
  void logsALineForEachResponseAndNoSecret() throws IOException {
    List<String> log = new CopyOnWriteArrayList<>();
    try (Sandbox own = builder().log(log::add).start()) {
      Reply created = new TestRequest().sendTo(own);
      Reply refused = new TestRequest().credentials("sandbox-api-key", "wrong").sendTo(own);
      new TestRequest().path("/x").method("GET").sendTo(own);

      assertThat(log)
          .hasSize(3)
          .startsWith("POST createAuthorization 200 000000 SUCCESS")
          .endsWith("GET on another path, 403 blocked, as by the content-delivery network");
      assertThat(log.get(1))
          .isEqualTo(
              "POST createAuthorization 400 400002 Incorrect signature result (sandbox: "
                  + refused.headers().get("Sandbox-Diagnosis")
                  + ")");
      assertThat(String.join("\n", log)).doesNotContain(created.text("authorizationToken"));
    }
  }

  static Stream<Arguments> impossibleSettings() {
    return Stream.of(
        impossible("API key", () -> Sandbox.builder().credentials("no spaces", "secret")),
        impossible("secret key", () -> Sandbox.builder().credentials("key", " ")),
        impossible("merchant id", () -> Sandbox.builder().merchant("", "Nobody")),
        impossible("host", () -> Sandbox.builder().host("")),
        impossible("window", () -> Sandbox.builder().window(Duration.ofNanos(999_999))),
        impossible("scope", () -> Sandbox.builder().scope("convert")),
        impossible("webhook URL", () -> Sandbox.builder().webhookUrl("127.0.0.1:9000")),
        impossible("webhook URL", () -> Sandbox.builder().webhookUrl("ftp://127.0.0.1/")),
        impossible("webhook URL", () -> Sandbox.builder().webhookUrl("http:// /")),
        impossible("retry", () -> Sandbox.builder().webhookRetryDelay(Duration.ZERO)),
        impossible("retry", () -> Sandbox.builder().webhookRetryDelay(Duration.ofHours(2))),
        impossible("port", () -> Sandbox.builder().port(-1)),
        impossible("port", () -> Sandbox.builder().port(65536)),
        impossible("HTTP status", () -> Sandbox.builder().failStatus(199)),
        impossible("HTTP status", () -> Sandbox.builder().failStatus(600)),
        impossible("HTTP status", () -> Sandbox.builder().failStatus(204)),
        impossible("HTTP status", () -> Sandbox.builder().failStatus(304)));
  }

  @ParameterizedTest
  @MethodSource("impossibleSettings")
  void rejectsAnImpossibleSetting(String what, ThrowingCallable description) {
    assertThatIllegalArgumentException().isThrownBy(description).withMessageContaining(what);
  }

  private static Arguments impossible(String what, ThrowingCallable description) {
    return arguments(what, description);
  }
}
