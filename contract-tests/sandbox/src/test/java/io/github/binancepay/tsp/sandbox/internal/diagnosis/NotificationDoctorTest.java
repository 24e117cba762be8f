package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationDoctorTest {
  private static final String TIMESTAMP = "1761955200000";
  private static final String NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";
  private static final String DATA = "\"data\":\"{\\\"a\\\":1}\"";
  private static final String TYPE = "\"bizType\":\"TECH_PROVIDER\"";
  private static final String BODY = "{" + DATA + "," + TYPE + "}";
  private static final String START = TIMESTAMP + "\n" + NONCE + "\n";
  private static final String PAYLOAD = START + BODY + "\n";
  private static final KeyPair KEY = newKey();
  private static final KeyPair OTHER = newKey();

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("The last line feed of the payload is missing", rsa(START + BODY)),
        arguments("CRLF instead of LF", rsa(PAYLOAD.replace("\n", "\r\n"))),
        arguments("Python", rsa(START + spaced() + "\n")),
        arguments("with its keys sorted", rsa(START + "{" + TYPE + "," + DATA + "}\n")),
        arguments("An empty body was signed", rsa(START + "\n")),
        arguments("The signature is hex instead of base64", hex(rsa(PAYLOAD))),
        arguments("white space in it", rsa(PAYLOAD).replaceFirst("(.{60})", "$1\n")),
        arguments("base64url", rsa(PAYLOAD).replace('+', '-').replace('/', '_')),
        arguments("It was signed with SHA-1", signed("SHA1withRSA", KEY, PAYLOAD)),
        arguments("It was signed with SHA-512", signed("SHA512withRSA", KEY, PAYLOAD)),
        arguments("padded with PSS", pss()),
        arguments(
            "as long as an HMAC (64 bytes)", Base64.getEncoder().encodeToString(new byte[64])),
        arguments("Another of the given keys", signed("SHA256withRSA", OTHER, PAYLOAD)),
        arguments("No given key fits", flipped(rsa(PAYLOAD))),
        arguments("no given key makes one as long", rsa(PAYLOAD).substring(0, 120)),
        arguments("not base64", "!" + rsa(PAYLOAD)),
        arguments("no usual mistake explains", rsa("another payload")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesTheMistake(String mistake, String signature) {
    assertThat(diagnose(signature).text())
        .contains(mistake)
        .matches("[ -~]+")
        .doesNotContain(NONCE);
  }

  @Test
  void knowsARightSignature() {
    assertThat(diagnose(rsa(PAYLOAD)))
        .isEqualTo(new Diagnosis(false, List.of("The signature is right.")));
  }

  private static Diagnosis diagnose(String signature) {
    List<PublicKey> keys = List.of(KEY.getPublic(), OTHER.getPublic());
    return NotificationDoctor.diagnose(
        TIMESTAMP, NONCE, BODY.getBytes(UTF_8), signature, keys, Duration.ofMinutes(1));
  }

  private static String spaced() {
    return "{" + DATA.replaceFirst(":", ": ") + ", " + TYPE.replaceFirst(":", ": ") + "}";
  }

  private static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String rsa(String payload) {
    return signed("SHA256withRSA", KEY, payload);
  }

  private static String signed(String algorithm, KeyPair key, String payload) {
    try {
      return signed(Signature.getInstance(algorithm), key, payload);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pss() {
    try {
      Signature pss = Signature.getInstance("RSASSA-PSS");
      pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      return signed(pss, KEY, PAYLOAD);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(Signature signature, KeyPair key, String payload)
      throws GeneralSecurityException {
    signature.initSign(key.getPrivate());
    signature.update(payload.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  private static String hex(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }

  private static String flipped(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    bytes[40] ^= 1;
    return Base64.getEncoder().encodeToString(bytes);
  }
}
