package io.github.binancepay.tsp.webhook;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.webhook.NotificationVectors.VectorKey;
import org.junit.jupiter.api.Test;

class FixedCertificatesTest {
  private static final VectorKey FIRST = NotificationVectors.key("first");
  private static final VectorKey SHORT = NotificationVectors.key("short");

  @Test
  void ignoresLineEndsForTheSerial() {
    for (String pem :
        new String[] {
          FIRST.certPublic,
          FIRST.certPublic + "\n",
          "\n" + FIRST.certPublic.replace("\n", "\r\n") + "\r\n"
        }) {
      assertThat(CertificateSource.of(pem).find(FIRST.certSerial)).isPresent();
    }
  }

  @Test
  void findsEachKeyByItsSerialOnly() {
    CertificateSource source = CertificateSource.of(FIRST.certPublic, SHORT.certPublic);

    assertThat(source.find(FIRST.certSerial.toLowerCase(ROOT)))
        .contains(PemPublicKey.read(FIRST.certPublic));
    assertThat(source.find(SHORT.certSerial)).contains(PemPublicKey.read(SHORT.certPublic));
    assertThat(source.find("")).isEmpty();
  }

  @Test
  void namesATextThatIsNoKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(CertificateSource::of)
        .withMessageContaining("no public key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateSource.of(System.getenv("NO_SUCH_VARIABLE")))
        .withMessageStartingWith("public key 1: expected a PEM text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateSource.of(FIRST.certPublic, FIRST.privateKey))
        .withMessageStartingWith("public key 2: expected a PEM text")
        .withMessageNotContaining(FIRST.privateKey.substring(40, 60));
  }
}
