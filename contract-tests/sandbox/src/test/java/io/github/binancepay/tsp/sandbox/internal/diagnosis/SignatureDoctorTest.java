package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureDoctorTest {
  private static final JsonObject FILE = read();
  private static final String NO_DIGEST = "0".repeat(128);

  /** Enough for each mistake alone. */
  private static final long SMALL_BUDGET = SignatureDoctor.BUDGET / 4;

  private static final byte[] EMPTY_OBJECT = "{}".getBytes(UTF_8);

  private static JsonObject read() {
    try (InputStream in =
        SignatureDoctorTest.class.getResourceAsStream("signature-mistakes.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), UTF_8)).getAsJsonObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Named<JsonObject>> requests() {
    return FILE.getAsJsonArray("requests").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(request -> Named.of(request.get("name").getAsString(), request));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void namesExactlyTheMistakes(JsonObject request) {
    byte[] body = Base64.getDecoder().decode(request.get("body").getAsString());
    List<String> sentences =
        request.getAsJsonArray("sentences").asList().stream()
            .map(JsonElement::getAsString)
            .toList();

    Diagnosis diagnosis =
        SignatureDoctor.diagnose(
            request(body, request.get("signature").getAsString()),
            secretKey(),
            sentences.isEmpty() ? SMALL_BUDGET : SignatureDoctor.BUDGET);

    assertThat(diagnosis.explained()).isNotEqualTo(sentences.isEmpty());
    if (diagnosis.explained()) {
      assertThat(diagnosis.sentences()).containsExactlyInAnyOrderElementsOf(sentences);
    }
    assertThat(diagnosis.text()).matches("[ -~]+").doesNotContain(text("nonce"), text("secretKey"));
  }

  static Stream<byte[]> oddBodies() {
    return Stream.of(
        "{'merchantId'".getBytes(UTF_8),
        "\\".getBytes(UTF_8),
        "{\"a\":\"\\".getBytes(UTF_8),
        "{\"a\":1e999,\"aStr\":\"x\",\"\":[1e-999]}".getBytes(UTF_8),
        ("{\"a\":\"" + "\\n".repeat(60_000) + "\"}").getBytes(UTF_8),
        ("[".repeat(60_000) + "]".repeat(60_000)).getBytes(UTF_8),
        ("{\"a\":" + "[".repeat(60_000)).getBytes(UTF_8),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0},
        new byte[] {0, 0});
  }

  @ParameterizedTest
  @MethodSource("oddBodies")
  void explainsNothingForAnOddBody(byte[] body) {
    SignedRequest request = request(body, NO_DIGEST);

    assertThat(SignatureDoctor.diagnose(request, secretKey(), SMALL_BUDGET).explained()).isFalse();
  }

  @Test
  void claimsNoMoreThanWasTried() {
    SignedRequest request = request(EMPTY_OBJECT, NO_DIGEST);

    assertThat(SignatureDoctor.diagnose(request, secretKey(), 1).text())
        .startsWith("None of the 1 combinations of usual mistakes that were tried leads to this");
    assertThat(diagnose(EMPTY_OBJECT, NO_DIGEST).text())
        .containsPattern("None of the [1-9][0-9]{4} combinations");
  }

  @Test
  void triesTheLikeliestMistakesOfLargeBodiesAlone() {
    String list = "\"CONVERT\",".repeat(10_000);
    String body = "{\"scopes\":[" + list + "\"x\"]}";
    byte[] signed = signed(secretKey(), text("timestamp") + "\n" + text("nonce") + "\n" + body);

    assertThat(diagnose(body.getBytes(UTF_8), Base64.getEncoder().encodeToString(signed)))
        .extracting(Diagnosis::text)
        .asString()
        .startsWith("The last line feed of the payload is missing: ")
        .contains(". The signature is in base64 instead of hex: ");
    assertThat(diagnose(body.getBytes(UTF_8), NO_DIGEST).text())
        .containsPattern("None of the [5-9][0-9] comb");
  }

  @Test
  void describesAnEmptyBodyAndAnEmptySignature() {
    assertThat(diagnose(new byte[0], "").text())
        .startsWith("The body that arrived is empty: send the body that you sign (in PHP, set CURL")
        .contains("The signature is no digest (it has 0 characters)");
  }

  @Test
  void confirmsARightSignature() {
    assertThat(diagnose(EMPTY_OBJECT, signature(secretKey())))
        .isEqualTo(new Diagnosis(false, List.of("The signature is right.")));
  }

  /** A caller who may guess must not learn a part of the secret key from a diagnosis. */
  @ParameterizedTest
  @CsvSource({
    "abcdefgh, abcd****",
    "abcdefghij, *******hij",
    "abcdefghij, abcd***hij",
    "0aZZZZZZZZZZ, '\n'",
    "YWJjZA==, abcd",
    "abcdefg, abcdef",
    "abcdefg, ABCDEFG",
    "商户商户商户商户, ????????"
  })
  void confirmsNoGuessOfFewerThanEightCharacters(String secretKey, String guess) {
    SignedRequest request = request(EMPTY_OBJECT, signature(guess.getBytes(UTF_8)));
    byte[] key = secretKey.getBytes(UTF_8);

    assertThat(SignatureDoctor.diagnose(request, key, SMALL_BUDGET).explained()).isFalse();
  }

  private static String signature(byte[] key) {
    String payload = text("timestamp") + "\n" + text("nonce") + "\n{}\n";
    return HexFormat.of().withUpperCase().formatHex(signed(key, payload));
  }

  private static byte[] signed(byte[] key, String payload) {
    return Hash.of("SHA-512").hmac(key, payload.getBytes(UTF_8));
  }

  private static Diagnosis diagnose(byte[] body, String signature) {
    return SignatureDoctor.diagnose(request(body, signature), secretKey(), SignatureDoctor.BUDGET);
  }

  private static SignedRequest request(byte[] body, String signature) {
    return new SignedRequest(
        "POST", text("path"), text("apiKey"), text("timestamp"), text("nonce"), body, signature);
  }

  private static byte[] secretKey() {
    return text("secretKey").getBytes(UTF_8);
  }

  private static String text(String name) {
    return FILE.get(name).getAsString();
  }
}
