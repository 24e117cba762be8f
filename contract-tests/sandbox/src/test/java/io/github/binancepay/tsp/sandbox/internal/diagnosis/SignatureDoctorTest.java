package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureDoctorTest {
  private static final JsonObject FILE = read();

  private static JsonObject read() {
    try (InputStream in =
        SignatureDoctorTest.class.getResourceAsStream("signature-mistakes.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), UTF_8)).getAsJsonObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> requests() {
    return FILE.getAsJsonArray("requests").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(request -> arguments(request.get("name").getAsString(), request));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void namesTheMistakes(String name, JsonObject request) {
    byte[] body = Base64.getDecoder().decode(request.get("body").getAsString());
    List<String> words =
        request.getAsJsonArray("words").asList().stream().map(JsonElement::getAsString).toList();

    // Only what nothing explains needs more digests than this.
    Diagnosis diagnosis = diagnose(body, request.get("signature").getAsString(), 60_000);

    assertThat(diagnosis.explained()).as(diagnosis.text()).isEqualTo(!words.isEmpty());
    assertThat(diagnosis.text())
        .satisfies(text -> assertThat(words).allMatch(text::contains))
        .matches("[ -~]+")
        .doesNotContain(text("nonce"));
  }

  static Stream<byte[]> oddBodies() {
    return Stream.of(
        new byte[0],
        "{'merchantId'".getBytes(UTF_8),
        "\\".getBytes(UTF_8),
        "{\"a\":\"\\".getBytes(UTF_8),
        ("[".repeat(60_000) + "]".repeat(60_000)).getBytes(UTF_8),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0});
  }

  @ParameterizedTest
  @MethodSource("oddBodies")
  void copesWithABodyThatIsNotJson(byte[] body) {
    assertThat(diagnose(body, "0".repeat(128), 300).explained()).isFalse();
  }

  @Test
  void saysThatTheTimeWasOverBeforeAllWasTried() {
    assertThat(diagnose("{}".getBytes(UTF_8), "0".repeat(128), 1).text())
        .isEqualTo("The search ended before it had tried every usual mistake; so far, none fits.");
  }

  @Test
  void saysWhatIsRuledOut() {
    assertThat(diagnose("{}".getBytes(UTF_8), "0".repeat(128), 60_000).text())
        .startsWith("No usual mistake, alone or with a second one, explains it: the secret key");
  }

  @Test
  void saysThatASignatureIsNotADigest() {
    assertThat(diagnose("{}".getBytes(UTF_8), "signature!", 1).text())
        .startsWith("The signature is not a digest");
  }

  // The time is over when it has been asked for so often.
  private static Diagnosis diagnose(byte[] body, String signature, long times) {
    AtomicLong asked = new AtomicLong();
    SignedRequest request =
        new SignedRequest(
            "POST",
            text("path"),
            text("apiKey"),
            text("timestamp"),
            text("nonce"),
            body,
            signature);
    return SignatureDoctor.diagnose(
        request, text("secretKey").getBytes(UTF_8), () -> asked.incrementAndGet() > times);
  }

  private static String text(String name) {
    return FILE.get(name).getAsString();
  }
}
