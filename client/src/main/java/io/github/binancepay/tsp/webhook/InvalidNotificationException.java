package io.github.binancepay.tsp.webhook;

/**
 * What came to the webhook is not a notification that the provider has just sent. Do nothing that
 * it says, and respond with {@link WebhookReply#failure WebhookReply.failure}. The message says
 * what was expected and what to do, and quotes neither the body nor the signature.
 */
public final class InvalidNotificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong. The first three are told without a certificate. */
  public enum Reason {
    /** The body has more than {@link WebhookVerifier#MAX_BODY_BYTES} bytes. */
    BODY_TOO_LARGE,

    /** One of the four headers is missing or empty: this is not from the provider. */
    MISSING_HEADER,

    /**
     * A header is too long, has characters that no header of the provider has, the timestamp is not
     * a number, or the signature not base64.
     */
    MALFORMED_HEADER,

    /** The certificate source knows no public key with the serial of the header. */
    UNKNOWN_CERTIFICATE,

    /** The key has less than 2048 bits, and is not allowed by name. */
    SHORT_KEY,

    /**
     * The signature is not that of these bytes with the key of the serial. If genuine notifications
     * end so, the body was changed on its way to the verifier: pass the bytes as received.
     */
    INVALID_SIGNATURE,

    /** Signed, but longer ago or further ahead than the tolerance: old ones may be replayed. */
    OUTSIDE_TIME_WINDOW,

    /** Signed by the provider, and not of the documented form, so that it cannot be read. */
    MALFORMED_BODY
  }

  InvalidNotificationException(Reason reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  /** {@return what is wrong} */
  public Reason reason() {
    return reason;
  }
}
