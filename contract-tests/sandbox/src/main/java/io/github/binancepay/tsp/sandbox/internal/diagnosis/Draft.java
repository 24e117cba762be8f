package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * All that a signature is made of, as a program may have had it.
 *
 * @param layout of the payload, with {@code {timestamp}}, {@code {nonce}} and {@code {body}}
 * @param encoding of the payload's bytes
 * @param algorithm that makes the digest of key and payload
 */
@SuppressWarnings("ArrayRecordComponent")
record Draft(
    String layout,
    String timestamp,
    String nonce,
    Body body,
    UnaryOperator<byte[]> encoding,
    byte[] key,
    int digestBytes,
    BinaryOperator<byte[]> algorithm) {
  private static final String BODY = "{body}";

  /** {@return the draft that is right, of a request} */
  static Draft right(String timestamp, String nonce, byte[] body, byte[] key) {
    return new Draft(
        "{timestamp}\n{nonce}\n{body}\n",
        timestamp,
        nonce,
        Body.of(body),
        UnaryOperator.identity(),
        key,
        Hash.of("SHA-512").digestBytes(),
        Hash.of("SHA-512")::hmac);
  }

  Draft withLayout(String other) {
    return other.equals(layout)
        ? this
        : new Draft(other, timestamp, nonce, body, encoding, key, digestBytes, algorithm);
  }

  Draft withTimestamp(String other) {
    return other.equals(timestamp) || !layout.contains("{timestamp}")
        ? this
        : new Draft(layout, other, nonce, body, encoding, key, digestBytes, algorithm);
  }

  Draft withNonce(String other) {
    return other.equals(nonce) || !layout.contains("{nonce}")
        ? this
        : new Draft(layout, timestamp, other, body, encoding, key, digestBytes, algorithm);
  }

  Draft withBody(UnaryOperator<Body> change) {
    Body other = layout.contains(BODY) ? body.changed(change) : body;
    return other == body
        ? this
        : new Draft(layout, timestamp, nonce, other, encoding, key, digestBytes, algorithm);
  }

  Draft withEncoding(UnaryOperator<byte[]> other) {
    return new Draft(layout, timestamp, nonce, body, other, key, digestBytes, algorithm);
  }

  Draft withKey(byte[] other) {
    return Arrays.equals(other, key)
        ? this
        : new Draft(layout, timestamp, nonce, body, encoding, other, digestBytes, algorithm);
  }

  Draft withAlgorithm(int bytes, BinaryOperator<byte[]> other) {
    return new Draft(layout, timestamp, nonce, body, encoding, key, bytes, other);
  }

  byte[] payload() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = layout.indexOf(BODY);
    out.writeBytes(filled(at < 0 ? layout : layout.substring(0, at)));
    if (at >= 0) {
      out.writeBytes(body.bytes());
      out.writeBytes(filled(layout.substring(at + BODY.length())));
    }
    return encoding.apply(out.toByteArray());
  }

  private byte[] filled(String part) {
    return part.replace("{timestamp}", timestamp).replace("{nonce}", nonce).getBytes(UTF_8);
  }
}
