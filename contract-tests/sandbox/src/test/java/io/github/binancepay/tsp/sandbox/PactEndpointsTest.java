package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State-change callback and message endpoint. The pact's verification checks each state. */
class PactEndpointsTest extends SandboxFixture {
  private static final String KEY_CHANGED = "the secret key of sandbox-api-key was changed";

  @Test
  void eachSetupRestoresTheBaseStateFirst() throws IOException {
    setState("merchant merchant1 has 11 authorizations");
    assertThat(record()).contains("\"total\":11");
    setState(KEY_CHANGED);
    call(Operations.QUERY_SCOPES, "{}").assertFailure("400002");
    setState("merchant merchant1 has an authorization");
    assertThat(record()).contains("\"total\":1,");
    setState("");
    assertThat(record()).contains("\"total\":0");
  }

  @Test
  void teardownAndResetRestoreTheBaseState() throws IOException {
    setState("the provider's clock is one hour ahead");
    call(Operations.QUERY_SCOPES, "{}").assertFailure("400003");
    assertThat(change("{\"action\":\"teardown\",\"state\":\"" + KEY_CHANGED + "\"}").httpStatus())
        .isEqualTo(200);
    call(Operations.QUERY_SCOPES, "{}").assertCreated();

    setState(KEY_CHANGED);
    sandbox.reset();
    call(Operations.QUERY_SCOPES, "{}").assertCreated();
  }

  @ParameterizedTest
  @CsvSource({
    "merchant1,        merchant merchant1 is known, 000000",
    "merchant1,        '', 406210",
    "no-such-merchant, merchant no-such-merchant is not known, 406210",
    "no-such-merchant, '', 000000"
  })
  void aStateKnowsOrHidesItsMerchantUntilTheNextState(String merchant, String state, String code)
      throws IOException {
    restart(builder().noMerchants().merchant("no-such-merchant", "Registered"));
    setState("merchant merchant1 is known");
    setState("merchant no-such-merchant is not known");
    setState(state);

    assertThat(send(request -> request.merchantId(merchant)).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "SUBMIT_AUTH_AGREE,  has an authorization",
    "SUBMIT_AUTH_REJECT, has an authorization",
    "TP_AUTH_CHANGED,    has agreed to an authorization",
    "TP_AUTH_DISABLED,   has agreed to an authorization"
  })
  void aMessageIsASignedNotification(String event, String state) throws IOException {
    Reply reply =
        post(
            "/sandbox/pact-messages",
            "",
            "{\"description\":\"notification %s\",\"providerStates\":[{\"name\":\"merchant 1000135331248 %s\"}]}"
                .formatted(event, state));

    JsonObject metadata = metadata(reply);
    String pem =
        call(Operations.QUERY_CERTIFICATES, "{}")
            .objects("data")
            .get(0)
            .get("certPublic")
            .getAsString();
    assertThat(
            WebhookVerifier.builder()
                .certificates(CertificateSource.of(pem))
                .clock(clock)
                .build()
                .verify(name -> metadata.get(name).getAsString(), reply.body().getBytes(UTF_8))
                .authorization()
                .orElseThrow()
                .type())
        .isEqualTo(event);
    assertThat(metadata.get("contentType").getAsString()).isEqualTo("application/json");
  }

  private void setState(String state) throws IOException {
    assertThat(
            change("{\"action\":\"setup\",\"params\":{},\"state\":\"" + state + "\"}").httpStatus())
        .isEqualTo(200);
  }

  private Reply change(String body) throws IOException {
    return post("/sandbox/provider-states", "", body);
  }

  private static JsonObject metadata(Reply reply) {
    byte[] json = Base64.getDecoder().decode(reply.headers().get("Pact-Message-Metadata"));
    return JsonParser.parseString(new String(json, UTF_8)).getAsJsonObject();
  }
}
