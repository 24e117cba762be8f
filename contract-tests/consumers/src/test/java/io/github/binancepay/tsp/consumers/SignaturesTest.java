package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks of the signatures, with the key that the profile publish signed with. */
class SignaturesTest {
  private static PGPSecretKeyRing key;

  @BeforeAll
  static void readKey() throws IOException, PGPException {
    // In the order of the plugin that signs.
    String inEnvironment = System.getenv("MAVEN_GPG_KEY");
    String armored =
        inEnvironment == null
            ? Files.readString(Path.of(System.getProperty("gpg.keyFilePath")))
            : inEnvironment;
    try (InputStream in =
        PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(US_ASCII)))) {
      key = new PGPSecretKeyRing(in, new BcKeyFingerprintCalculator());
    }
  }

  @Test
  void everyFileIsSigned() throws IOException, PGPException {
    for (Path file : DeployedArtifactsTest.files(DeployedArtifactsTest.group())) {
      PGPSignature signature = signature(Path.of(file + ".asc"));
      signature.init(
          new BcPGPContentVerifierBuilderProvider(), key.getPublicKey(signature.getKeyID()));
      signature.update(Files.readAllBytes(file));
      assertThat(signature.verify()).as(file.getFileName().toString()).isTrue();
    }
  }

  private static PGPSignature signature(Path file) throws IOException {
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      return ((PGPSignatureList) new BcPGPObjectFactory(in).nextObject()).get(0);
    }
  }
}
