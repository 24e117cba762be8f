package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookKeyTest {
  @TempDir private Path directory;

  @Test
  void serialOfTheKeyInTheFaqIsThatOfTheProvider() {
    String pem =
        """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCVAMXVTMIuttHcP1kvSk9V39S7
        BqDbY+LC9JfwMzyoubo3fdsqBf4EmB1PfBUigcOL5YBqMKGEE6xmVw6SXCTH4JwX
        dqJ4IRiXf76YMt6PB0dMzu/qCmhaGFGkqT6vJM0hHyEbtS/P3FR9ZU+eaOvynLWb
        FvXTzIoctZM1IvDrCwIDAQAB
        -----END PUBLIC KEY-----""";

    assertThat(WebhookKey.serial(pem)).isEqualTo("2E7220A6BEAD0B67D91A1EFEAC7A5E22");
  }

  @Test
  void pemHasTheFormatOfTheProvider() {
    assertThat(WebhookKey.generate().pem())
        .matches(
            "-----BEGIN PUBLIC KEY-----\n([0-9A-Za-z+/]{64}\n){6}[0-9A-Za-z+/=]{1,64}\n"
                + "-----END PUBLIC KEY-----");
  }

  @Test
  void printsNoPrivateKey() {
    assertThat(WebhookKey.generate().toString()).doesNotContain("private", "BEGIN");
  }

  @Test
  void rejectsAFileWithoutAnRsaPrivateKey() throws Exception {
    assertRejected(directory.resolve("none.pem"), "none.pem does not exist");
    assertRejected(write("RSA", 1024, "PRIVATE KEY"), "holds a key of 1024 bits");
    assertRejected(write("EC", 256, "PRIVATE KEY"), "holds no RSA private key");
    assertRejected(write("RSA", 2048, "RSA PRIVATE KEY"), "is not a PEM file with BEGIN PRIVATE");
    assertRejected(text("hello"), "is not a PEM file");
    assertRejected(text("\u00fc"), "cannot be read as text");
    assertRejected(
        text("-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----"), "holds no RSA");
    assertRejected(
        text("-----BEGIN PRIVATE KEY-----\nMIIBA\n-----END PRIVATE KEY-----"), "holds no RSA");
  }

  private static void assertRejected(Path file, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sandbox.builder().webhookKey(file))
        .withMessageStartingWith("The webhook key ")
        .withMessageContaining(problem)
        .withMessageContaining("openssl genpkey");
  }

  private Path write(String algorithm, int bits, String type)
      throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    return text(
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(key.getEncoded())));
  }

  private Path text(String text) throws IOException {
    return Files.write(directory.resolve("key.pem"), text.getBytes(UTF_8));
  }
}
