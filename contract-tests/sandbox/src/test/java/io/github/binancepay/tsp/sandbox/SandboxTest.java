package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest extends SandboxFixture {
  @RegisterExtension
  static final SandboxExtension EXTENSION =
      new SandboxExtension(Sandbox.builder().clock(new SettableClock(NOW)));

  @RegisterExtension
  static final SandboxExtension NARROW =
      new SandboxExtension(Sandbox.builder().clock(new SettableClock(NOW)))
          .window(Duration.ofMillis(500));

  @Test
  void returnsTheEightFieldsOfAnAuthorization() {
    Reply reply =
        send(r -> r.field("scopes", "[\"PAYOUT\"]").field("ipWhitelist", "[\"::1\",\"10.0.0.1\"]"))
            .assertCreated();

    String id = reply.text("authorizationId");
    String token = reply.text("authorizationToken");
    assertThat(id).matches("[1-9][0-9]{17}").isNotEqualTo(create());
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(reply.body())
        .isEqualTo(
            """
            {"status":"SUCCESS","code":"000000","data":{"authorizationId":"%s",\
            "merchantName":"Merchant One","authorizationToken":"%s","merchantId":"merchant1",\
            "status":"PENDING","redirectUrl":"%s/en/dashboard/review-authorization?authId=%s",\
            "scopes":["PAYOUT"],"ipWhitelist":["::1","10.0.0.1"]}}"""
                .formatted(id, token, sandbox.baseUrl(), id));
  }

  @Test
  void tokensAreRandom() throws IOException {
    restart(builder().with(it -> it.ids = () -> "1"));
    Reply first = send().assertCreated();
    Reply second = send().assertCreated();

    assertThat(second.text("authorizationId")).isEqualTo(first.text("authorizationId"));
    assertThat(second.text("authorizationToken")).isNotEqualTo(first.text("authorizationToken"));
  }

  @Test
  void acceptsConfiguredScopesOnly() throws IOException {
    restart(builder().scope("PAYOUT").scope("NEXT_YEARS"));
    for (String allowed : List.of("PAYOUT", "NEXT_YEARS")) {
      send(request -> request.field("scopes", "[\"" + allowed + "\"]")).assertCreated();
    }
    send(request -> request.field("scopes", "[\"CONVERT\"]")).assertFailure("400102");

    Reply scopes = send(request -> request.operation(Operations.QUERY_SCOPES, "{}"));
    assertThat(scopes.assertCreated().data())
        .hasToString("{\"allowFeeShare\":false,\"allowScopes\":[\"PAYOUT\",\"NEXT_YEARS\"]}");
  }

  @Test
  void respondsToAnInternalErrorWithAnEnvelope() throws IOException {
    Supplier<String> broken =
        () -> {
          throw new NoClassDefFoundError("a class of a dependency");
        };
    restart(builder().with(it -> it.ids = broken));
    for (TestRequest request : List.of(new TestRequest(), new TestRequest().bodyAfterContinue())) {
      assertThat(request.sendTo(sandbox).assertFailure("400000").body())
          .doesNotContain("dependency");
    }
  }

  @Test
  void rejectsNoncesWhenItsMemoryIsFull() throws IOException {
    restart(builder().window(Duration.ofDays(1)).with(it -> it.maxNonces = 1));
    TestRequest first = new TestRequest();
    first.sendTo(sandbox).assertCreated();

    assertThat(send().assertFailure("400001").errorMessage())
        .contains("can remember no more nonces");
    first.sendTo(sandbox).assertFailure("400001");
  }

  @Test
  void limitsParallelSearchesForAMistake() {
    assertThat(sandbox.provider.searches().drainPermits()).isEqualTo(4);

    assertThat(send(request -> request.signature(right -> "0")).errorMessage())
        .contains("too many wrong signatures");
  }

  @Test
  void readsTheClockOnceForEachRequest() {
    TestRequest request = at(1000);
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
  void respondsToAnUnknownPathLikeTheContentDeliveryNetwork(String path) {
    send(request -> request.path(path)).assertBlocked();
    send(request -> request.path(path).method("GET")).assertBlocked();
  }

  @Test
  void suggestsThePathThatIsProbablyMeant() {
    assertThat(send(request -> request.path(TestRequest.PATH + "/")).headers())
        .containsEntry(
            "Sandbox-Diagnosis",
            "there is no operation at this path; did you mean " + TestRequest.PATH + "?");
    assertThat(send(request -> request.path("/x")).headers())
        .containsEntry("Sandbox-Diagnosis", "there is no operation at this path");
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
    restart(window == null ? builder() : builder().window(Duration.ofMillis(window)));

    assertThat(at(offset).sendTo(sandbox).code()).isEqualTo(code);
  }

  @Test
  void anExtensionAcceptsTimestampsWithin60SecondsByDefault() {
    at(-60_000).sendTo(EXTENSION.sandbox()).assertCreated();
    at(-60_001).sendTo(EXTENSION.sandbox()).assertFailure("400003");
    at(500).sendTo(NARROW.sandbox()).assertCreated();
    at(501).sendTo(NARROW.sandbox()).assertFailure("400003");
  }

  private static TestRequest at(long offset) {
    return new TestRequest().at(NOW.plusMillis(offset));
  }

  @Test
  void usesTheSystemClockByDefault() throws IOException {
    restart(Sandbox.builder().window(Duration.ofHours(1)));
    send(request -> request.at(Clock.systemUTC().instant())).assertCreated();
    send(request -> request.at(NOW)).assertFailure("400003");
  }

  @Test
  void rejectsANonceWhileItsFirstRequestIsWithinTheWindow() {
    TestRequest ahead = at(1000).nonce("n".repeat(32));
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
    restart(builder().credentials("first", "secret-1").credentials("second", "secret-2"));
    TestRequest request = new TestRequest();

    request.credentials("first", "secret-1").sendTo(sandbox).assertCreated();
    request.credentials("second", "secret-2").sendTo(sandbox).assertCreated();
    request.credentials("first", "secret-1").sendTo(sandbox).assertFailure("400001");
    request.credentials("first", "secret-2").sendTo(sandbox).assertFailure("400002");
    send().assertFailure("400004");
  }

  @Test
  void sendsFailuresWithTheConfiguredStatus() throws IOException {
    restart(builder().failStatus(200));
    Reply fault = send(request -> request.method("GET")).assertFailure("400006");
    Reply trigger = send(request -> request.merchantId("sandbox-400000"));

    assertThat(fault.httpStatus()).isEqualTo(200);
    assertThat(trigger.assertFailure("400000").httpStatus()).isEqualTo(200);
    send(request -> request.path("/")).assertBlocked();
  }

  @Test
  void acceptsConfiguredMerchantsOnly() throws IOException {
    restart(builder().merchant("m2", "Two").merchant("m3", "Three"));
    send().assertFailure("406210");
    sandbox.addMerchant("m4", "Four");

    for (String known : List.of("m2 Two", "m3 Three", "m4 Four")) {
      Reply reply = send(request -> request.merchantId(known.substring(0, 2)));
      assertThat(reply.text("merchantName")).isEqualTo(known.substring(3));
    }
    restart(builder().noMerchants());
    send().assertFailure("406210");
  }

  @Test
  void logsALineWithoutSecretsForEachResponse() throws IOException {
    List<String> log = new CopyOnWriteArrayList<>();
    restart(builder().log(log::add));
    Reply created = send();
    Reply refused = send(request -> request.credentials("sandbox-api-key", "wrong"));
    send(request -> request.path("/x").method("GET"));

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

  @Test
  void rejectsImpossibleSettings() {
    assertRejected("API key", builder -> builder.credentials("no spaces", "secret"));
    assertRejected("secret key", builder -> builder.credentials("key", " "));
    assertRejected("merchant id", builder -> builder.merchant("", "Nobody"));
    assertRejected("host", builder -> builder.host(""));
    assertRejected("window", builder -> builder.window(Duration.ofNanos(999_999)));
    assertRejected("scope", builder -> builder.scope("convert"));
    assertRejected("webhook URL", builder -> builder.webhookUrl("127.0.0.1:9000"));
    assertRejected("webhook URL", builder -> builder.webhookUrl("ftp://127.0.0.1/"));
    assertRejected("webhook URL", builder -> builder.webhookUrl("http:// /"));
    assertRejected("retry", builder -> builder.webhookRetryDelay(Duration.ZERO));
    assertRejected("retry", builder -> builder.webhookRetryDelay(Duration.ofHours(2)));
    assertRejected("port", builder -> builder.port(-1));
    assertRejected("port", builder -> builder.port(65536));
    for (int status : List.of(199, 600, 204, 304)) {
      assertRejected("HTTP status", builder -> builder.failStatus(status));
    }
  }

  private static void assertRejected(String setting, Consumer<SandboxBuilder> set) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set.accept(Sandbox.builder()))
        .withMessageContaining(setting);
  }
}
