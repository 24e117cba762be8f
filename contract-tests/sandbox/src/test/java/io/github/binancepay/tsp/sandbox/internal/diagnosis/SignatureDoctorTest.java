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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureDoctorTest {
  private static final JsonObject FILE = read();
  private static final String NO_DIGEST = "0".repeat(128);

  private static JsonObject read() {
    try (InputStream in =
        SignatureDoctorTest.class.getResourceAsStream("signature-mistakes.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), UTF_8)).getAsJsonObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> singles() {
    return requests("singles");
  }

  static Stream<Arguments> pairs() {
    return requests("pairs");
  }

  private static Stream<Arguments> requests(String kind) {
    return FILE.getAsJsonArray(kind).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(request -> arguments(request.get("name").getAsString(), request));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"singles", "pairs"})
  void namesExactlyTheMistakes(String name, JsonObject request) {
    byte[] body = Base64.getDecoder().decode(request.get("body").getAsString());
    List<String> sentences =
        request.getAsJsonArray("sentences").asList().stream()
            .map(JsonElement::getAsString)
            .toList();

    Diagnosis diagnosis = diagnose(body, request.get("signature").getAsString());

    if (sentences.isEmpty()) {
      assertThat(diagnosis.explained()).isFalse();
    } else {
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
        ("[".repeat(60_000) + "]".repeat(60_000)).getBytes(UTF_8),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0},
        new byte[] {0, 0});
  }

  @ParameterizedTest
  @MethodSource("oddBodies")
  void copesWithAnyBody(byte[] body) {
    assertThat(diagnose(body, NO_DIGEST).explained()).isFalse();
  }

  @Test
  void claimsNoMoreThanWasTried() {
    SignedRequest request = request("{}".getBytes(UTF_8), NO_DIGEST);

    String small = SignatureDoctor.diagnose(request, secretKey(), 1).text();
    String large = SignatureDoctor.diagnose(request, secretKey(), SignatureDoctor.BUDGET).text();

    assertThat(small)
        .startsWith("None of the 1 combinations of usual mistakes that were tried leads to this");
    assertThat(large).containsPattern("None of the [1-9][0-9]{4} combinations");
  }

  @Test
  void triesTheLikeliestMistakesOfLargeBodiesAlone() {
    String list = "\"CONVERT\",".repeat(10_000);
    byte[] body = ("{\"scopes\":[" + list + "\"x\"]}").getBytes(UTF_8);
    byte[] payload =
        (text("timestamp") + "\n" + text("nonce") + "\n" + new String(body, UTF_8)).getBytes(UTF_8);
    byte[] signed = Hash.of("SHA-512").hmac(secretKey(), payload);

    assertThat(diagnose(body, Base64.getEncoder().encodeToString(signed)).sentences())
        .hasSize(2)
        .anyMatch(sentence -> sentence.startsWith("The last line feed of the payload is missing"));
    assertThat(diagnose(body, NO_DIGEST).text()).containsPattern("None of the [5-9][0-9] comb");
  }

  @Test
  void saysThatTheBodyThatArrivedIsEmpty() {
    assertThat(diagnose(new byte[0], NO_DIGEST).sentences())
        .first()
        .isEqualTo(
            "The body that arrived is empty: send the body that you sign (in PHP, set"
                + " CURLOPT_POSTFIELDS).");
  }

  @ParameterizedTest
  @CsvSource({
    "256, The signature has 256 bytes; an RSA signature has as many",
    "512, The signature has 512 bytes; an RSA signature has as many",
    "71, The signature has 71 bytes; an ECDSA signature has as many",
    "64, The signature has 64 bytes; an Ed25519 signature or an HMAC-SHA512 has as many"
  })
  void knowsTheLengthsOfOtherSignatures(int bytes, String sentence) {
    String signature = Base64.getEncoder().encodeToString(new byte[bytes]);

    assertThat(diagnose("{}".getBytes(UTF_8), signature).text())
        .contains(
            sentence
                + ": a request is signed with HMAC-SHA512 and the secret key, not with a key pair.")
        .satisfies(text -> assertThat(text.contains("None of the")).isEqualTo(bytes == 64));
  }

  @ParameterizedTest
  @CsvSource({
    "signature!, The signature is no digest (it has 10 characters)",
    "header.payload.signature, The signature is a JSON Web Token (JWT)",
    "'', The signature is no digest (it has 0 characters)"
  })
  void saysThatASignatureIsNoDigest(String signature, String sentence) {
    assertThat(diagnose("{}".getBytes(UTF_8), signature).text()).startsWith(sentence);
  }

  @Test
  void saysThatARightSignatureIsRight() {
    byte[] payload = (text("timestamp") + "\n" + text("nonce") + "\n{}\n").getBytes(UTF_8);
    String right =
        HexFormat.of().withUpperCase().formatHex(Hash.of("SHA-512").hmac(secretKey(), payload));

    assertThat(diagnose("{}".getBytes(UTF_8), right))
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
    byte[] payload = (text("timestamp") + "\n" + text("nonce") + "\n{}\n").getBytes(UTF_8);
    byte[] signed = Hash.of("SHA-512").hmac(guess.getBytes(UTF_8), payload);
    String signature = HexFormat.of().withUpperCase().formatHex(signed);
    SignedRequest request = request("{}".getBytes(UTF_8), signature);

    assertThat(
            SignatureDoctor.diagnose(request, secretKey.getBytes(UTF_8), SignatureDoctor.BUDGET)
                .explained())
        .isFalse();
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
