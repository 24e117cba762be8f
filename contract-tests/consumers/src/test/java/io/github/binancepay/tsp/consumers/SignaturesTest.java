package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The signatures of what was deployed with the profile {@code sign}, by the key that it signed
 * with.
 */
@EnabledIfSystemProperty(named = "signing.folder", matches = ".+")
class SignaturesTest {
  static List<DeployedArtifact> artifacts() throws IOException {
    return DeployedArtifact.all();
  }

  private static PGPSecretKeyRing key;

  @BeforeAll
  static void readKey() throws IOException, PGPException {
    // Where the plugin that signs looks for it, and in the same order.
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

  @ParameterizedTest
  @MethodSource("artifacts")
  void everyFileIsSigned(DeployedArtifact artifact) throws IOException, PGPException {
    for (Path file : artifact.files()) {
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
