package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.binancepay.tsp.internal.envelope.Libraries;
import io.github.binancepay.tsp.internal.envelope.MalformedBodyException;
import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.webhook.InvalidNotificationException.Reason;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies notifications, then reads them. Immutable and safe for use by many threads: create one
 * and keep it.
 *
 * <p>The signature is SHA256withRSA (PKCS#1 v1.5) over {@code timestamp LF nonce LF body LF}, in
 * base64, with the provider's key whose serial the header names.
 *
 * @see <a href="https://developers.binance.com/docs/binance-pay/webhook-common">the provider's
 *     reference page</a>
 */
public final class WebhookVerifier {
  /** Maximum size of a body in bytes (policy). Real bodies are much smaller. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final int MIN_KEY_BITS = 2048;

  private final CertificateSource certificates;
  private final Clock clock;
  private final Duration tolerance;
  private final Set<String> shortKeys;
  private final NotificationReader reader = new NotificationReader();

  private WebhookVerifier(Builder builder) {
    if (builder.certificates == null) {
      throw new IllegalStateException(
          "certificates are required: call .certificates(CertificateSource.from(client))");
    }
    certificates = builder.certificates;
    clock = builder.clock;
    tolerance = builder.tolerance;
    shortKeys = Set.copyOf(builder.shortKeys);
  }

  /** {@return a builder; only {@link Builder#certificates certificates} are required} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Verifies a notification, then reads it. The order: size of the body, headers, key, signature,
   * time window, JSON.
   *
   * @param header returns the value of a header, or null: {@code request::getHeader}. It receives
   *     {@code BinancePay-Certificate-SN}, {@code BinancePay-Nonce}, {@code BinancePay-Timestamp}
   *     and {@code BinancePay-Signature}, and must ignore case, as HTTP servers do
   * @param body exactly the bytes received: JSON that was parsed and written again has another
   *     signature. Read at most {@link #MAX_BODY_BYTES} + 1 bytes
   * @return the notification
   * @throws InvalidNotificationException if the provider has not just sent it, or if an event of an
   *     authorization does not have the documented form
   * @throws io.github.binancepay.tsp.BinancePayException if {@link CertificateSource#from
   *     CertificateSource.from} could not query the certificates and has none: respond with {@link
   *     WebhookReply#failure WebhookReply.failure}, so that the provider retries
   */
  public Notification verify(Function<String, @Nullable String> header, byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw invalid(
          Reason.BODY_TOO_LARGE, "expected at most " + MAX_BODY_BYTES + " bytes; stop reading");
    }
    String serial = header(header, "BinancePay-Certificate-SN", HeaderForm.PRINTABLE);
    String nonce = header(header, "BinancePay-Nonce", HeaderForm.PRINTABLE);
    String timestamp = header(header, "BinancePay-Timestamp", HeaderForm.TIMESTAMP);
    byte[] signature = signature(header);

    if (!isSigned(key(serial), timestamp + "\n" + nonce + "\n", body, signature)) {
      throw invalid(
          Reason.INVALID_SIGNATURE,
          "BinancePay-Signature is not the SHA256withRSA of these bytes with the key of "
              + LogText.of(serial)
              + "; pass the raw body, and reject the request");
    }
    checkTime(Instant.ofEpochMilli(Long.parseLong(timestamp)));
    try {
      return reader.read(body);
    } catch (MalformedBodyException e) {
      throw invalid(
          Reason.MALFORMED_BODY,
          "valid signature, but the body does not match the documented format: " + e.getMessage());
    }
  }

  private static String header(
      Function<String, @Nullable String> header, String name, HeaderForm form) {
    String value = header.apply(name);
    if (value == null || value.isBlank()) {
      throw invalid(
          Reason.MISSING_HEADER,
          name + " is missing or empty; the provider sends it, and a proxy must forward it");
    }
    if (!form.matches(value)) {
      throw malformed(name, form);
    }
    return value;
  }

  private static byte[] signature(Function<String, @Nullable String> header) {
    String name = "BinancePay-Signature";
    String value = header(header, name, HeaderForm.BASE64);
    try {
      return Base64.getDecoder()
          .decode(value.replace(" ", "").replace("\t", "").replace("\r", "").replace("\n", ""));
    } catch (IllegalArgumentException e) {
      throw malformed(name, HeaderForm.BASE64);
    }
  }

  private RSAPublicKey key(String serial) {
    RSAPublicKey key =
        certificates
            .find(serial)
            .orElseThrow(
                () ->
                    invalid(
                        Reason.UNKNOWN_CERTIFICATE,
                        "the provider lists no readable key with the serial "
                            + LogText.of(serial)
                            + "; reject the request"));
    int bits = key.getModulus().bitLength();
    if (bits < MIN_KEY_BITS && !shortKeys.contains(PemPublicKey.normalized(serial))) {
      throw invalid(
          Reason.SHORT_KEY,
          "the key "
              + LogText.of(serial)
              + " has "
              + bits
              + " bits, expected at least 2048; to trust it, call .allowShortKey with its serial");
    }
    return key;
  }

  private static boolean isSigned(RSAPublicKey key, String head, byte[] body, byte[] signature) {
    try {
      Signature verification = Signature.getInstance("SHA256withRSA");
      verification.initVerify(key);
      verification.update(head.getBytes(US_ASCII));
      verification.update(body);
      verification.update((byte) '\n');
      return verification.verify(signature);
    } catch (GeneralSecurityException e) {
      // The signature has another length than the key.
      return false;
    }
  }

  private void checkTime(Instant sent) {
    Duration age = Duration.between(sent, clock.instant());
    if (age.abs().compareTo(tolerance) > 0) {
      throw invalid(
          Reason.OUTSIDE_TIME_WINDOW,
          "sent at "
              + sent
              + ", expected at most "
              + tolerance
              + " from this clock; if it was just sent, correct the clock of this host");
    }
  }

  private static InvalidNotificationException malformed(String name, HeaderForm form) {
    return invalid(Reason.MALFORMED_HEADER, name + " is malformed: expected " + form);
  }

  private static InvalidNotificationException invalid(Reason reason, String message) {
    return new InvalidNotificationException(reason, message);
  }

  /** Builder of a {@link WebhookVerifier}. */
  public static final class Builder {
    private @Nullable CertificateSource certificates;
    private Clock clock = Clock.systemUTC();
    private Duration tolerance = Duration.ofMinutes(10);
    private final Set<String> shortKeys = new HashSet<>();

    private Builder() {}

    /**
     * Sets the source of the provider's public keys. Required.
     *
     * @param certificates {@link CertificateSource#from CertificateSource.from} in production
     * @return this
     */
    public Builder certificates(CertificateSource certificates) {
      this.certificates = Objects.requireNonNull(certificates, "certificates");
      return this;
    }

    /**
     * Sets the clock for the time window. Default: the system clock.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the maximum difference between the timestamp of a notification and the clock, in either
     * direction. Default: 10 minutes (policy; the provider documents no window).
     *
     * @param tolerance a positive duration
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder tolerance(Duration tolerance) {
      if (tolerance.isNegative() || tolerance.isZero()) {
        throw new IllegalArgumentException(
            "tolerance is " + tolerance + ": expected a positive duration, such as PT10M");
      }
      this.tolerance = tolerance;
      return this;
    }

    /**
     * Accepts a key with less than 2048 bits, such as that of the provider's published sample.
     * Anyone may be able to forge signatures with it.
     *
     * @param certSerial the serial of the key, in upper or lower case
     * @return this
     */
    public Builder allowShortKey(String certSerial) {
      shortKeys.add(PemPublicKey.normalized(certSerial));
      return this;
    }

    /**
     * Builds the verifier.
     *
     * @return the verifier
     * @throws IllegalStateException if there are no certificates, or if a library on the class path
     *     is too old or missing
     */
    public WebhookVerifier build() {
      Libraries.checkVersionOfGson();
      try {
        WebhookVerifier verifier = new WebhookVerifier(this);
        verifier.reader.check();
        return verifier;
      } catch (LinkageError e) {
        throw Libraries.missing(e);
      }
    }
  }
}
