package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TriggersTest extends SandboxFixture {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void respondsWithTheDocumentedCodeInAnId(ResultCode code) {
    Reply reply = trigger("sandbox-" + code.getValue()).assertFailure(code.getValue());

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.errorMessage()).isEqualTo(code.getReason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sandbox-499999        | 400 | {'status':'FAIL','code':'499999','errorMessage':'This code is not documented.'}
          sandbox-100001001     | 400 | {'status':'FAIL','code':'100001001','errorMessage':'This code is not documented.'}
          sandbox-fail-with-200 | 200 | {'status':'FAIL','code':'400000','errorMessage':'An unknown error occurred while processing the request.'}
          sandbox-msg           | 400 | {'code':'400002','msg':'Signature for this request is not valid.'}
          sandbox-error         | 400 | {'status':'ERROR','type':'SYS','code':'100001001','errorData':'System abnormality'}
          """)
  void respondsToAnIdWithAFailureOnACreateAndOnAQuery(String id, int httpStatus, String body) {
    Reply reply = trigger(id);

    assertThat(reply.httpStatus()).isEqualTo(httpStatus);
    assertThat(reply.contentType()).startsWith("application/json");
    assertThat(reply.json()).isEqualTo(JsonParser.parseString(body.replace('\'', '"')));
    assertThat(query(id).body()).isEqualTo(reply.body());
    sandbox.triggers(false);
    assertThat(query(id).assertCreated().text("total")).isEqualTo("0");
  }

  @Test
  void respondsToAnIdWithAnHtmlPage() {
    trigger("sandbox-html").assertBlocked();
  }

  @Test
  void respondsToAnIdWithUnknownFields() {
    Reply usual = send().assertCreated();

    Reply reply = trigger("sandbox-unknown-fields").assertCreated();

    assertThat(reply.json().keySet()).containsAll(usual.json().keySet()).hasSize(4);
    assertThat(reply.data().keySet()).containsAll(usual.data().keySet()).hasSize(9);
  }

  @Test
  void respondsToAnIdWithATotalThatADoubleCannotHold() {
    trigger("sandbox-large-total").assertCreated();

    Reply records = query("sandbox-large-total").assertCreated();
    assertThat(records.text("total")).isEqualTo("9007199254740993");
  }

  @Test
  void dropsTheConnectionAfterTheAuthorizationIsCreated() {
    assertThatThrownBy(() -> trigger("sandbox-drop")).hasMessage("no response");

    Reply records = query("sandbox-drop").assertCreated();
    assertThat(records.text("total")).isEqualTo("1");
  }

  @Test
  void switchesTriggersOffAndOn() throws IOException {
    restart(builder().triggers(false));
    trigger("sandbox-400000").assertFailure("406210");
    sandbox.triggers(true);
    trigger("sandbox-400000").assertFailure("400000");
    sandbox.triggers(false);
    sandbox.addMerchant("sandbox-400000", "A merchant like any other");
    trigger("sandbox-400000").assertCreated();
  }

  private Reply trigger(String merchantId) {
    return send(request -> request.merchantId(merchantId));
  }
}
