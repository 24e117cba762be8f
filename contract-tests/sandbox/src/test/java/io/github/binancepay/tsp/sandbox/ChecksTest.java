package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.Check;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Envelope;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest extends SandboxFixture {
  private static final String USED_NONCE = "5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA";

  static List<RequestChange> faults() throws IOException {
    return RequestChange.rows("faults-in-order.txt");
  }

  static List<RequestChange> hints() throws IOException {
    return RequestChange.rows("hints.txt");
  }

  @ParameterizedTest
  @MethodSource({"faults", "hints"})
  void rejectsAFaultWithItsCodeAndHint(RequestChange fault) {
    send(request -> request.nonce(USED_NONCE)).assertCreated();

    Reply reply = send(fault::in).assertFailure(fault.code());

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.errorMessage())
        .startsWith(ResultCode.fromValue(fault.code()).getReason() + " (sandbox: ");
    assertThat("(" + reply.headers().get("Sandbox-Diagnosis") + ")")
        .contains(fault.description())
        .doesNotContain(fault.change().replaceFirst("header \\S+ ", ""));
  }

  @Test
  void faultsCoverEachCheckAndEachDocumentedCode() throws IOException {
    List<Check> checks = new ArrayList<>(TransportChecks.IN_ORDER);
    checks.addAll(CreateAuthorization.OPERATION.checks());

    assertThat(faults())
        .extracting(RequestChange::code)
        .containsExactlyElementsOf(checks.stream().map(check -> check.code().getValue()).toList())
        .containsAll(
            Stream.of(ResultCode.values())
                .filter(code -> code != ResultCode.SUCCESS && code != ResultCode.UNKNOWN_ERROR)
                .map(ResultCode::getValue)
                .toList());
  }

  static Stream<Arguments> neighbours() throws IOException {
    List<RequestChange> faults = faults();
    return IntStream.range(1, faults.size())
        .mapToObj(i -> arguments(faults.get(i - 1), faults.get(i)));
  }

  @ParameterizedTest
  @MethodSource("neighbours")
  void reportsTheEarlierOfTwoFaults(RequestChange earlier, RequestChange later) {
    send(request -> request.nonce(USED_NONCE)).assertCreated();

    Reply reply = send(request -> earlier.in(later.in(request)));

    assertThat(reply.assertFailure(earlier.code()).errorMessage()).contains(earlier.description());
  }

  static List<RequestChange> changes() throws IOException {
    return RequestChange.rows("requests.txt");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void respondsWithTheCodeOfTheFirstFault(RequestChange change) {
    Reply reply = send(change::in);

    if (change.code().equals("000000")) {
      reply.assertCreated();
    } else {
      assertThat(reply.assertRejected().assertFailure(change.code()).httpStatus()).isEqualTo(400);
      send().assertCreated();
    }
  }

  @Test
  void headerNamesAreNotCaseSensitive() {
    String name = "BinancePay-Certificate-SN";

    send(r -> r.header(name).header(name.toLowerCase(Locale.ROOT), "sandbox-api-key"))
        .assertCreated();
  }

  @ParameterizedTest
  @ValueSource(strings = {"商户-é-ß-Ж", "מ-ة", "say \\\"hi\\\" \\\\", "<b>&amp;</b>", "="})
  void returnsAMerchantIdInAnyScript(String idInJson) {
    String merchantId = JsonParser.parseString('"' + idInJson + '"').getAsString();
    sandbox.addMerchant(merchantId, "Name of " + merchantId);

    Reply reply = send(request -> request.merchantId(idInJson)).assertCreated();

    assertThat(reply.text("merchantId")).isEqualTo(merchantId);
    assertThat(reply.text("merchantName")).isEqualTo("Name of " + merchantId);
  }

  @ParameterizedTest
  @CsvSource({"256, 256", "257, 256"})
  void limitsAnErrorMessageToTheDocumentedLength(int length, int sent) {
    ProviderResponse.Sent response = Envelope.fail(400, "400001", "x".repeat(length));

    assertThat(response.body()).contains("\"" + "x".repeat(sent) + "\"");
  }

  @Test
  void sendsALongDiagnosisInTheHeader() {
    String hint = "word ".repeat(60) + "end";
    ProviderResponse.Sent response = Envelope.fail(400, ResultCode.INVALID_REQUEST, hint);

    assertThat(response.diagnosis()).contains(hint);
    assertThat(response.summary()).contains(hint);
    assertThat(JsonParser.parseString(response.body()).getAsJsonObject().get("errorMessage"))
        .extracting(JsonElement::getAsString, STRING)
        .hasSizeBetween(250, 256)
        .endsWith("word ... see Sandbox-Diagnosis)");
  }

  @Test
  void replacesOtherCharactersThanAsciiInADiagnosis() {
    assertThat(Envelope.fail(400, ResultCode.INVALID_REQUEST, "a\r\nb: \u00e9").diagnosis())
        .contains("a??b: ?");
  }
}
