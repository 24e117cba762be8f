package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureCheckTest {
  private static final String SECRET_KEY = "sandbox-secret-key";
  private static final String TIMESTAMP = "1761955200000";
  private static final String NONCE = "5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA";
  private static final String START = TIMESTAMP + "\n" + NONCE + "\n";
  private static final String BODY = "{\"merchantId\": \"商户\"}";
  private static final String PAYLOAD = START + BODY + "\n";

  private final SignatureCheck check = new SignatureCheck(SECRET_KEY);

  static Stream<Arguments> vectors() throws IOException {
    try (InputStream in =
        SignatureCheckTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/signing-vectors.json")) {
      String vectors = new String(in.readAllBytes(), UTF_8);
      return JsonParser.parseString(vectors)
          .getAsJsonObject()
          .getAsJsonArray("vectors")
          .asList()
          .stream()
          .map(JsonElement::getAsJsonObject)
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

  static Stream<Arguments> mistakes() {
    String withoutBody = sha512(START + "\n");
    return Stream.of(
        arguments("it is in lower case", sha512(PAYLOAD).toLowerCase(Locale.ROOT)),
        arguments(
            "it is base64 instead of hex",
            Base64.getEncoder().encodeToString(hmac("HmacSHA512", PAYLOAD))),
        arguments(
            "it was made with SHA-256 instead of SHA-512",
            IndependentSigner.hex(hmac("HmacSHA256", PAYLOAD))),
        arguments("the last line feed of the payload is missing", sha512(START + BODY)),
        arguments(
            "the lines of the payload end in CRLF instead of LF",
            sha512(PAYLOAD.replace("\n", "\r\n"))),
        arguments("the body was left out of the payload", withoutBody),
        arguments("the body was left out of the payload", withoutBody.toLowerCase(Locale.ROOT)),
        arguments(
            "the body was reformatted after signing; sign exactly the bytes that are sent",
            sha512(PAYLOAD.replace(" ", ""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesTheMistake(String mistake, String received) {
    assertThat(check.diagnose(TIMESTAMP, NONCE, BODY.getBytes(UTF_8), received)).contains(mistake);
  }

  static Stream<byte[]> unreadableBodies() {
    return Stream.of(
        new byte[0],
        "{'merchantId'".getBytes(UTF_8),
        "[".repeat(100_000).getBytes(UTF_8),
        ("[".repeat(60_000) + "]".repeat(60_000)).getBytes(UTF_8),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0});
  }

  @ParameterizedTest
  @MethodSource("unreadableBodies")
  void copesWithABodyThatIsNotJson(byte[] body) {
    assertThat(check.diagnose(TIMESTAMP, NONCE, body, "0".repeat(128))).isEmpty();
  }

  private static String sha512(String payload) {
    return IndependentSigner.hex(hmac("HmacSHA512", payload));
  }

  private static byte[] hmac(String algorithm, String payload) {
    return IndependentSigner.hmac(algorithm, SECRET_KEY, payload.getBytes(UTF_8));
  }
}
