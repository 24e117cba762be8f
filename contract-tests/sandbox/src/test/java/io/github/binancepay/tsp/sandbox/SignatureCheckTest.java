package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureCheckTest {
  private static final String SECRET_KEY = "sandbox-secret-key";
  private static final String TIMESTAMP = "1761955200000";
  private static final String NONCE = "5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA";
  private static final byte[] BODY = "{\"merchantId\": \"商户\"}".getBytes(UTF_8);
  private static final byte[] PAYLOAD =
      (TIMESTAMP + "\n" + NONCE + "\n{\"merchantId\": \"商户\"}\n").getBytes(UTF_8);

  private final SignatureCheck check = new SignatureCheck(SECRET_KEY);

  static Stream<Arguments> vectors() throws IOException {
    try (InputStream in = SignatureCheckTest.class.getResourceAsStream("/signing-vectors.json")) {
      return StreamSupport.stream(
              JsonParser.parseReader(new InputStreamReader(in, UTF_8))
                  .getAsJsonObject()
                  .getAsJsonArray("vectors")
                  .spliterator(),
              false)
          .map(vector -> vector.getAsJsonObject())
          .map(vector -> arguments(vector.get("name").getAsString(), vector));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void reproducesTheVector(String name, JsonObject vector) {
    assertThat(
            new SignatureCheck(vector.get("secretKey").getAsString())
                .expected(
                    vector.get("timestamp").getAsString(),
                    vector.get("nonce").getAsString(),
                    Base64.getDecoder().decode(vector.get("bodyBase64").getAsString())))
        .isEqualTo(vector.get("signature").getAsString());
  }

  @Test
  void matchesOnlyTheSameSignature() {
    String expected = sha512(PAYLOAD);

    assertThat(List.of("", expected.substring(1), expected + "0", expected.replace('A', 'a')))
        .noneMatch(received -> check.passes(TIMESTAMP, NONCE, BODY, received));
    assertThat(check.passes(TIMESTAMP, NONCE, BODY, expected)).isTrue();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("it is in lower case", sha512(PAYLOAD).toLowerCase(Locale.ROOT)),
        arguments(
            "it is base64 instead of hex",
            Base64.getEncoder()
                .encodeToString(IndependentSigner.hmac("HmacSHA512", SECRET_KEY, PAYLOAD))),
        arguments(
            "it was made with SHA-256 instead of SHA-512",
            IndependentSigner.hex(IndependentSigner.hmac("HmacSHA256", SECRET_KEY, PAYLOAD))),
        arguments(
            "the last line feed of the payload is missing",
            sha512(TIMESTAMP + "\n" + NONCE + "\n{\"merchantId\": \"商户\"}")),
        arguments(
            "the lines of the payload end in CRLF instead of LF",
            sha512(TIMESTAMP + "\r\n" + NONCE + "\r\n{\"merchantId\": \"商户\"}\r\n")),
        arguments(
            "the body was left out of the payload", sha512(TIMESTAMP + "\n" + NONCE + "\n\n")),
        arguments(
            "the body was reformatted after signing; sign exactly the bytes that are sent",
            sha512(TIMESTAMP + "\n" + NONCE + "\n{\"merchantId\":\"商户\"}\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesTheMistake(String mistake, String received) {
    assertThat(check.diagnose(TIMESTAMP, NONCE, BODY, received)).contains(mistake);
  }

  @Test
  void namesTheMistakeBehindASignatureInLowerCase() {
    String received = sha512(TIMESTAMP + "\n" + NONCE + "\n\n").toLowerCase(Locale.ROOT);

    assertThat(check.diagnose(TIMESTAMP, NONCE, BODY, received))
        .contains("the body was left out of the payload");
  }

  @Test
  void namesNoMistakeForAWrongKey() {
    String received = IndependentSigner.sign("another-secret-key", TIMESTAMP, NONCE, BODY);

    assertThat(check.diagnose(TIMESTAMP, NONCE, BODY, received)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unreadableBodies")
  void copesWithABodyThatIsNoJson(byte[] body) {
    assertThat(check.diagnose(TIMESTAMP, NONCE, body, "0".repeat(128))).isEmpty();
  }

  static Stream<byte[]> unreadableBodies() {
    return Stream.of(
        new byte[0],
        "{'merchantId'".getBytes(UTF_8),
        "[".repeat(100_000).getBytes(UTF_8),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0});
  }

  private static String sha512(String payload) {
    return sha512(payload.getBytes(UTF_8));
  }

  private static String sha512(byte[] payload) {
    return IndependentSigner.hex(IndependentSigner.hmac("HmacSHA512", SECRET_KEY, payload));
  }
}
