package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryCertificates;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryScopes;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State-change callback and message endpoint. The pact's verification checks each state. */
class PactEndpointsTest extends ConsoleFixture {
  private static final String KEY_CHANGED = "the secret key of sandbox-api-key was changed";

  @Test
  void eachSetupRestoresTheBaseStateFirst() throws IOException {
    setState("merchant merchant1 has 11 authorizations");
    assertThat(record()).contains("\"total\":11");
    setState(KEY_CHANGED);
    call(QueryScopes.OPERATION, "{}").assertFailure("400002");
    setState("merchant merchant1 has an authorization");
    assertThat(record()).contains("\"total\":1,");
    setState("");
    assertThat(record()).contains("\"total\":0");
  }

  @Test
  void teardownAndResetRestoreTheBaseState() throws IOException {
    setState("the provider's clock is one hour ahead");
    call(QueryScopes.OPERATION, "{}").assertFailure("400003");
    assertThat(change("{\"action\":\"teardown\",\"state\":\"\"}").httpStatus()).isEqualTo(200);
    call(QueryScopes.OPERATION, "{}").assertCreated();

    setState(KEY_CHANGED);
    sandbox.reset();
    call(QueryScopes.OPERATION, "{}").assertCreated();
  }

  @ParameterizedTest
  @CsvSource({"merchant merchant1 is known, 000000", "'', 406210"})
  void aStateKnowsItsMerchantUntilTheNextState(String state, String code) throws IOException {
    try (Sandbox other = builder().noMerchants().start()) {
      for (String each : new String[] {"merchant merchant1 is known", state}) {
        String host = "Host: " + URI.create(other.baseUrl()).getAuthority() + "\r\n";
        sendRaw(other, "POST /sandbox/provider-states", host, "{\"state\":\"" + each + "\"}");
      }

      assertThat(new TestRequest().sendTo(other).code()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"state\":\"nobody knows it\"}                 | nobody knows it",
        "{\"state\":\"nobody knows it\"}                 | merchant merchant1 has 11 authorizations",
        "{\"state\":1}                                   | state must be a string",
        "{\"action\":\"setup\"}                          | state must be a string",
        "{\"action\":\"drop\",\"state\":\"\"}            | action must be setup or teardown",
        "[]                                              | The body must be JSON",
        "state=                                          | The body must be JSON",
      })
  void aStateThatCannotBeSetIsReported(String body, String error) throws IOException {
    Reply reply = change(body);

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.json().get("error").getAsString()).contains(error);
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
        message(
            "{\"description\":\"notification %s\",\"providerStates\":[{\"name\":\"merchant 1000135331248 %s\"}]}"
                .formatted(event, state));

    JsonObject metadata = metadata(reply);
    String pem =
        call(QueryCertificates.OPERATION, "{}")
            .json()
            .getAsJsonArray("data")
            .get(0)
            .getAsJsonObject()
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"description\":\"other\"}               | 400 | SUBMIT_AUTH_AGREE",
        "{}                                        | 400 | description must be a string",
        "{\"description\":\"TP_AUTH_CHANGED\"}     | 409 | The newest authorization must be AUTHORIZED",
        "{\"description\":\"TP_AUTH_CHANGED\",\"providerStates\":[{\"name\":\"x\"}]} | 400 | unknown",
        "{\"description\":\"TP_AUTH_CHANGED\",\"providerStates\":[1]} | 400 | must be a string",
        "{\"description\":\"TP_AUTH_CHANGED\",\"providerStates\":{}}  | 400 | at most one state",
      })
  void aMessageThatCannotBeProducedIsReported(String body, int status, String error)
      throws IOException {
    Reply reply = message(body);

    assertThat(reply.httpStatus()).isEqualTo(status);
    assertThat(reply.json().get("error").getAsString()).contains(error);
  }

  private void setState(String state) throws IOException {
    assertThat(
            change("{\"action\":\"setup\",\"params\":{},\"state\":\"" + state + "\"}").httpStatus())
        .isEqualTo(200);
  }

  private Reply change(String body) throws IOException {
    return post("/sandbox/provider-states", "", body);
  }

  private Reply message(String body) throws IOException {
    return post("/sandbox/pact-messages", "", body);
  }

  private static JsonObject metadata(Reply reply) {
    byte[] json = Base64.getDecoder().decode(reply.headers().get("Pact-Message-Metadata"));
    return JsonParser.parseString(new String(json, UTF_8)).getAsJsonObject();
  }
}
