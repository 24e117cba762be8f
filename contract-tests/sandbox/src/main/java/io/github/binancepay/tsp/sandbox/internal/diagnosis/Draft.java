package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * What may have been signed, and how.
 *
 * @param body of the payload
 * @param timestamp of the payload
 * @param nonce of the payload
 * @param layout the payload, with {@link #TIMESTAMP}, {@link #NONCE} and {@link #BODY} where they
 *     stand
 * @param key the secret key
 * @param algorithm what makes a digest of key and payload
 */
record Draft(
    Body body, String timestamp, String nonce, String layout, SecretKey key, Algorithm algorithm) {
  // Characters that no text of a request has.
  static final String TIMESTAMP = "\ue000";
  static final String NONCE = "\ue001";
  static final String BODY = "\ue002";

  static final String RIGHT_LAYOUT = TIMESTAMP + "\n" + NONCE + "\n" + BODY + "\n";

  Draft withBody(Body changed) {
    return changed == body ? this : new Draft(changed, timestamp, nonce, layout, key, algorithm);
  }

  Draft withTimestamp(String changed) {
    return new Draft(body, changed, nonce, layout, key, algorithm);
  }

  Draft withNonce(String changed) {
    return new Draft(body, timestamp, changed, layout, key, algorithm);
  }

  Draft withLayout(String changed) {
    return new Draft(body, timestamp, nonce, changed, key, algorithm);
  }

  Draft withKey(SecretKey changed) {
    return new Draft(body, timestamp, nonce, layout, changed, algorithm);
  }

  Draft withAlgorithm(Algorithm changed) {
    return new Draft(body, timestamp, nonce, layout, key, changed);
  }

  boolean hasBody() {
    return layout.contains(BODY);
  }

  /** {@return what stands before the body; all of it, if the body was left out} */
  String head() {
    int end = layout.indexOf(BODY);
    return filled(end < 0 ? layout : layout.substring(0, end));
  }

  /** {@return what stands after the body} */
  String tail() {
    int end = layout.indexOf(BODY);
    return filled(end < 0 ? "" : layout.substring(end + 1));
  }

  byte[] payload() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(size());
    out.writeBytes(head().getBytes(UTF_8));
    if (hasBody()) {
      out.writeBytes(body.bytes());
    }
    out.writeBytes(tail().getBytes(UTF_8));
    return out.toByteArray();
  }

  /** {@return how many bytes have to be digested, about} */
  int size() {
    return layout.length() + timestamp.length() + nonce.length() + (hasBody() ? body.size() : 0);
  }

  /**
   * {@return a number that two drafts of one payload, key and algorithm share, and hardly others}
   */
  long fingerprint() {
    long print = hasBody() ? body.fingerprint() : 0;
    print = print * 0x9E3779B97F4A7C15L + layout.hashCode();
    print = (print ^ print >>> 31) * 0x9E3779B97F4A7C15L + timestamp.hashCode();
    print = (print ^ print >>> 31) * 0x9E3779B97F4A7C15L + nonce.hashCode();
    print = (print ^ print >>> 31) * 0x9E3779B97F4A7C15L + System.identityHashCode(key);
    return (print ^ print >>> 31) * 0x9E3779B97F4A7C15L + algorithm.hashCode();
  }

  private String filled(String part) {
    return part.replace(TIMESTAMP, timestamp).replace(NONCE, nonce);
  }
}
