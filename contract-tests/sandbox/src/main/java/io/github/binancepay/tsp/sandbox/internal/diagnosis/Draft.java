package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All that a signature is made of, as a program may have had it. */
final class Draft implements Cloneable {
  private static final String TIMESTAMP = "{timestamp}";
  private static final String NONCE = "{nonce}";
  private static final String BODY = "{body}";

  String layout;
  String timestamp;
  String nonce;
  Body body;
  byte[] key;
  UnaryOperator<byte[]> encoding = UnaryOperator.identity();
  int digestBytes;
  BinaryOperator<byte[]> algorithm;

  /** Prepares the draft that is right. */
  Draft(SignedRequest request, byte[] key) {
    layout = TIMESTAMP + "\n" + NONCE + "\n" + BODY + "\n";
    timestamp = request.timestamp();
    nonce = request.nonce();
    body = new Body(request.body());
    this.key = key;
    sign(Hash.of("SHA-512"), Hash.of("SHA-512")::hmac);
  }

  void sign(Hash hash, BinaryOperator<byte[]> with) {
    digestBytes = hash.digest().getDigestLength();
    algorithm = with;
  }

  /** {@return the changed copy; this draft if the change has no effect} */
  Draft changed(Consumer<Draft> change) {
    Draft copy = clone();
    change.accept(copy);
    boolean isSame =
        copy.layout.equals(layout)
            && (copy.timestamp.equals(timestamp) || !layout.contains(TIMESTAMP))
            && (copy.nonce.equals(nonce) || !layout.contains(NONCE))
            && (copy.body == body || !layout.contains(BODY))
            && Arrays.equals(copy.key, key)
            && copy.encoding == encoding
            && copy.algorithm == algorithm;
    return isSame ? this : copy;
  }

  @Override
  protected Draft clone() {
    try {
      return (Draft) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  byte[] payload() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = layout.indexOf(BODY);
    out.writeBytes(filled(at < 0 ? layout : layout.substring(0, at)));
    if (at >= 0) {
      out.writeBytes(body.bytes);
      out.writeBytes(filled(layout.substring(at + BODY.length())));
    }
    return encoding.apply(out.toByteArray());
  }

  private byte[] filled(String part) {
    return part.replace(TIMESTAMP, timestamp).replace(NONCE, nonce).getBytes(UTF_8);
  }

  /** {@return the digest of the payload} */
  byte[] digest(byte[] payload) {
    return algorithm.apply(key, payload);
  }
}
