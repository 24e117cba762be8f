package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Verifying and reading a notification, beside verifying its signature and nothing else. */
final class NotificationBenchmark implements Benchmark {
  private static final int KEY_BITS = 4096;
  private static final String BARE = "bare Signature.verify, prepared key";

  @Override
  public String name() {
    return "notification";
  }

  @Override
  public List<Row> run(Settings settings)
      throws IOException, InterruptedException, GeneralSecurityException {
    Map<String, Jmh.Result> results = Jmh.run(settings, Notifications.class, signed());
    Jmh.Result ours = results.get("ours");
    Jmh.Result bare = results.get("bareVerify");
    return List.of(
        new Row("verifying a notification, RSA 4096", "ns", ours.nanos("ours"), "")
            .beside(bare.nanos(BARE), "≤ 1.1×"),
        new Row("the same, bytes allocated", "B", ours.bytes("ours"), "")
            .beside(bare.bytes(BARE), ""));
  }

  /** The notification, signed with a key of this run, as properties of a JVM. */
  private static String[] signed() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    KeyPair keys = generator.generateKeyPair();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(Notifications.PAYLOAD.getBytes(UTF_8));
    byte[] pem =
        ("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----")
            .getBytes(UTF_8);
    // The provider's serial of a key is the MD5 of its PEM text.
    byte[] serial = MessageDigest.getInstance("MD5").digest(pem);
    return new String[] {
      property(Notifications.PEM_PROPERTY, Base64.getEncoder().encodeToString(pem)),
      property(Notifications.SERIAL_PROPERTY, HexFormat.of().withUpperCase().formatHex(serial)),
      property(
          Notifications.SIGNATURE_PROPERTY, Base64.getEncoder().encodeToString(signature.sign()))
    };
  }

  private static String property(String name, String value) {
    return "-D" + name + "=" + value;
  }
}
