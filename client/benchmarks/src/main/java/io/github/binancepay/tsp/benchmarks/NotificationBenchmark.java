package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Verification of one notification with an RSA key of 4096 bits. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 1)
public class NotificationBenchmark {
  private static final long TIMESTAMP = 1_795_646_206_049L;
  private static final String NONCE = "0123456789abcdefghijklmnopqrstuv";
  private static final String BODY =
      "{\"bizType\":\"TECH_PROVIDER\",\"data\":\"{\\\"authorizationId\\\":\\\"741009354318954513\\\","
          + "\\\"authorizationToken\\\":\\\"0123456789abcdef01234567\\\",\\\"merchantId\\\":1000135331248,"
          + "\\\"merchantName\\\":\\\"A merchant\\\",\\\"scopes\\\":[\\\"CONVERT\\\",\\\"CHECKOUT\\\"]}\","
          + "\"bizIdStr\":\"741009354318954513\",\"bizId\":741009354318954513,"
          + "\"bizStatus\":\"SUBMIT_AUTH_AGREE\"}";

  private final byte[] body = BODY.getBytes(UTF_8);
  private final byte[] payload = (TIMESTAMP + "\n" + NONCE + "\n" + BODY + "\n").getBytes(UTF_8);
  private byte[] signature;
  private Signature verifierByHand;
  private WebhookVerifier verifier;
  private Map<String, String> headers;

  /**
   * Signs the notification with a new key.
   *
   * @throws GeneralSecurityException if the JVM lacks an algorithm
   */
  @Setup
  public void sign() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(4096);
    KeyPair keys = generator.generateKeyPair();
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(keys.getPrivate());
    signer.update(payload);
    signature = signer.sign();
    verifierByHand = Signature.getInstance("SHA256withRSA");
    verifierByHand.initVerify(keys.getPublic());
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----";
    byte[] md5 = MessageDigest.getInstance("MD5").digest(pem.getBytes(UTF_8));
    headers =
        Map.of(
            "BinancePay-Certificate-SN",
            String.format(Locale.ROOT, "%032X", new BigInteger(1, md5)),
            "BinancePay-Nonce",
            NONCE,
            "BinancePay-Timestamp",
            Long.toString(TIMESTAMP),
            "BinancePay-Signature",
            Base64.getEncoder().encodeToString(signature));
    verifier =
        WebhookVerifier.builder()
            .certificates(CertificateSource.of(pem))
            .clock(Clock.fixed(Instant.ofEpochMilli(TIMESTAMP), ZoneOffset.UTC))
            .build();
  }

  /** {@return the notification, verified and read by the client} */
  @Benchmark
  public Notification client() {
    return verifier.verify(headers::get, body);
  }

  /**
   * Verifies the signature alone.
   *
   * @return whether the signature is right
   * @throws GeneralSecurityException if it cannot be verified
   */
  @Benchmark
  public boolean signatureAlone() throws GeneralSecurityException {
    verifierByHand.update(payload);
    return verifierByHand.verify(signature);
  }
}
