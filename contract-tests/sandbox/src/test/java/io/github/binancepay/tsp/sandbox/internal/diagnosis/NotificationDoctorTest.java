package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationDoctorTest {
  private static final String TIMESTAMP = "1761955200000";
  private static final String NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";
  private static final String BODY =
      "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":29383937493038367299,"
          + "\"bizIdStr\":\"29383937493038367299\",\"data\":\"é\"}";
  private static final String VERIFY_RAW =
      ": verify the raw bytes that arrive, before anything parses or changes them.";
  private static final KeyPair KEY = newKey();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "parsed and written again, in which a number lost digits | 299, | 000, | UTF-8",
        "parsed and written again, in which a number lost digits | 299, | 3e+2, | UTF-8",
        "signed without spaces and line ends between its tokens, as | ([,:]) | `$1 ` | UTF-8",
        "signed in UTF-8 and sent in Latin-1 | none | none | ISO-8859-1",
        "signed without the line end that it was sent with, such as | $ | \\n | UTF-8"
      })
  void findsAMistakeInTheBody(String mistake, String part, String sent, String charset) {
    String body = BODY.replaceAll(part, sent.translateEscapes());

    assertThat(diagnose(body.getBytes(Charset.forName(charset)), signed(BODY)))
        .matches(Diagnosis::explained)
        .extracting(Diagnosis::text)
        .asString()
        .startsWith("The body was " + mistake)
        .endsWith(VERIFY_RAW);
  }

  @ParameterizedTest
  @CsvSource({
    "The lines of the payload end in CRLF instead of LF, '%s\r\n%s\r\n%s\r\n'",
    "The last line feed of the payload is missing, '%s\n%s\n%s'",
    "The lines of the payload have no line ends, '%s%s%s'",
    "'Only the body was signed: the timestamp, the nonce and the line feeds', '%3$s'",
    "'The parts of the payload are in the order nonce, timestamp, body', '%2$s\n%1$s\n%3$s\n'"
  })
  void findsAMistakeInThePayload(String mistake, String payload) {
    String signed = payload.translateEscapes().formatted(TIMESTAMP, NONCE, BODY);

    assertThat(diagnose(BODY.getBytes(UTF_8), signed("SHA256withRSA", signed)).sentences())
        .singleElement()
        .satisfies(
            sentence ->
                assertThat(sentence).startsWith(mistake).contains(": the payload ").endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({"SHA1withRSA", "SHA512withRSA"})
  void recognizesAnotherHash(String algorithm) {
    assertThat(diagnose(BODY.getBytes(UTF_8), signed(algorithm, payload(BODY))).sentences())
        .containsExactly("The signature was made with another hash: sign with SHA256withRSA.");
  }

  @Test
  void recognizesAPlusThatBecameASpace() {
    String body = BODY;
    while (!signed(body).contains("+")) {
      body += " ";
    }

    assertThat(diagnose(body.getBytes(UTF_8), signed(body).replace('+', ' ')).sentences())
        .containsExactly("A + of the signature became a space: do not URL-decode the header.");
  }

  @Test
  void claimsNoMoreThanWasTried() {
    assertThat(diagnose(BODY.getBytes(UTF_8), signed("{\"another\":1}")).text())
        .matches("The key is right, and none of the [0-9]+ combinations of usual mistakes .*");
  }

  @Test
  void recognizesAnotherKey() {
    String flipped = (signed(BODY).startsWith("A") ? "B" : "A") + signed(BODY).substring(1);

    for (String signature : List.of(flipped, "AAAA", "no base64!", "")) {
      assertThat(diagnose(BODY.getBytes(UTF_8), signature).text())
          .startsWith("The signature was made with another key than the one");
    }
  }

  private static Diagnosis diagnose(byte[] body, String signature) {
    return NotificationDoctor.diagnose(
        new SignedRequest("POST", "/", "serial", TIMESTAMP, NONCE, body, signature),
        (RSAPublicKey) KEY.getPublic());
  }

  private static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String payload(String body) {
    return TIMESTAMP + "\n" + NONCE + "\n" + body + "\n";
  }

  private static String signed(String body) {
    return signed("SHA256withRSA", payload(body));
  }

  private static String signed(String algorithm, String payload) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(KEY.getPrivate());
      signature.update(payload.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
