package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Verifying a notification, which system properties have the parts of. */
@State(Scope.Benchmark)
public class Notifications {
  private static final String TIMESTAMP = "BinancePay-Timestamp";
  private static final String NONCE = "BinancePay-Nonce";
  private static final String SIGNATURE = "BinancePay-Signature";

  /** Each is a system property of its name. */
  static final List<String> HEADERS =
      List.of(TIMESTAMP, NONCE, "BinancePay-Certificate-SN", SIGNATURE);

  /** The property of the key, in Base64. */
  static final String PEM = "benchmarks.pem";

  static final String BODY =
      "{\"bizType\":\"TECH_PROVIDER\",\"data\":\"{\\\"authorizationId\\\":\\\"741009354318954513\\\","
          + "\\\"authorizationToken\\\":\\\"0123456789abcdef01234567\\\",\\\"merchantId\\\":1000135331248,"
          + "\\\"merchantName\\\":\\\"A merchant\\\",\\\"scopes\\\":[\\\"CONVERT\\\",\\\"CHECKOUT\\\"]}\","
          + "\"bizIdStr\":\"741009354318954513\",\"bizId\":741009354318954513,"
          + "\"bizStatus\":\"SUBMIT_AUTH_AGREE\"}";

  private final String pem = new String(decoded(System.getProperty(PEM)), UTF_8);
  private final Map<String, String> headers =
      HEADERS.stream().collect(Collectors.toUnmodifiableMap(name -> name, System::getProperty));
  private final WebhookVerifier verifier =
      WebhookVerifier.builder()
          .certificates(CertificateSource.of(pem))
          .clock(
              Clock.fixed(
                  Instant.ofEpochMilli(Long.parseLong(headers.get(TIMESTAMP))), ZoneOffset.UTC))
          .build();
  private final byte[] body = BODY.getBytes(UTF_8);

  private final Signature signature = prepared(pem);
  private final byte[] payload =
      (headers.get(TIMESTAMP) + "\n" + headers.get(NONCE) + "\n" + BODY + "\n").getBytes(UTF_8);
  private final byte[] signed = decoded(headers.get(SIGNATURE));

  /** Verified, and read. */
  @Benchmark
  public Notification ours() {
    return verifier.verify(headers::get, body);
  }

  /** The same payload, in one piece, with one prepared {@code Signature}. */
  @Benchmark
  public void bareVerify() throws GeneralSecurityException {
    signature.update(payload);
    if (!signature.verify(signed)) {
      throw new IllegalStateException("the signature is wrong");
    }
  }

  private static Signature prepared(String pem) {
    try {
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(
                  new X509EncodedKeySpec(decoded(pem.replaceAll("-----[A-Z ]+-----|\\s", ""))));
      Signature prepared = Signature.getInstance("SHA256withRSA");
      prepared.initVerify(key);
      return prepared;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
