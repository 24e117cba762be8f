package io.github.binancepay.tsp.webhook;

/**
 * A request to the webhook is not a notification that the provider has just sent. Ignore its
 * content and respond with {@link WebhookReply#failure WebhookReply.failure}. The message says what
 * was expected and what to do, and quotes neither body nor signature.
 */
public final class InvalidNotificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Reason of a rejection. The first three need no certificate. */
  public enum Reason {
    /** The body has more than {@link WebhookVerifier#MAX_BODY_BYTES} bytes. */
    BODY_TOO_LARGE,

    /** One of the four headers is missing or empty: the request is not from the provider. */
    MISSING_HEADER,

    /**
     * A header is too long or has unexpected characters, the timestamp is not a number, or the
     * signature is not base64.
     */
    MALFORMED_HEADER,

    /** The certificate source has no public key with the serial of the header. */
    UNKNOWN_CERTIFICATE,

    /** The key has less than 2048 bits, and {@code allowShortKey} does not name it. */
    SHORT_KEY,

    /**
     * The signature does not match the bytes and the key. If genuine notifications are rejected,
     * the body was changed before it reached the verifier: pass the bytes as received.
     */
    INVALID_SIGNATURE,

    /** The timestamp is outside the tolerance: an old notification may be replayed. */
    OUTSIDE_TIME_WINDOW,

    /** The signature is valid, but the body does not have the documented form. */
    MALFORMED_BODY
  }

  InvalidNotificationException(Reason reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  /** {@return the reason} */
  public Reason reason() {
    return reason;
  }
}
