package io.github.binancepay.tsp.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signatures of what was deployed with the profile {@code sign} and its throw-away key. */
@EnabledIfSystemProperty(named = "signing.folder", matches = ".+")
class SignaturesTest {
  static List<DeployedArtifact> artifacts() throws IOException {
    return DeployedArtifact.all();
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void everyFileIsSigned(DeployedArtifact artifact) throws IOException, PGPException {
    for (Path file : artifact.files()) {
      PGPSignature signature = signature(Path.of(file + ".asc"));
      signature.init(new BcPGPContentVerifierBuilderProvider(), publicKey());
      signature.update(Files.readAllBytes(file));
      assertThat(signature.verify()).as(file.getFileName().toString()).isTrue();
    }
  }

  private static PGPSignature signature(Path file) throws IOException {
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      return ((PGPSignatureList) new BcPGPObjectFactory(in).nextObject()).get(0);
    }
  }

  private static PGPPublicKey publicKey() throws IOException {
    Path file = Path.of(System.getProperty("signing.folder"), "public-key.asc");
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      return new PGPPublicKeyRing(in, new BcKeyFingerprintCalculator()).getPublicKey();
    }
  }
}
