package io.github.binancepay.tsp.sandbox.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A body. Its text is not kept: a search has many bodies, and they may be large. */
final class Body {
  private final byte[] bytes;
  private final Content content;
  private long fingerprint;

  /** What a body is, as far as mistakes need to know. */
  private enum Content {
    JSON,
    TEXT,
    BYTES
  }

  private Body(byte[] bytes, Content content) {
    this.bytes = bytes;
    this.content = content;
  }

  static Body of(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Body(bytes, JsonText.isJson(text) ? Content.JSON : Content.TEXT);
    } catch (CharacterCodingException e) {
      return new Body(bytes, Content.BYTES);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  /** {@return the body as another JSON text; this one, if it is not JSON or nothing changes} */
  Body rewritten(UnaryOperator<String> writer) {
    return content == Content.JSON ? changed(writer, Content.JSON) : this;
  }

  /** {@return what a program made of the JSON text} */
  Body replacedIfJson(UnaryOperator<String> writer) {
    return content == Content.JSON ? changed(writer, Content.TEXT) : this;
  }

  /** {@return what a program made of the text} */
  Body replaced(UnaryOperator<String> writer) {
    return content == Content.BYTES ? this : changed(writer, Content.TEXT);
  }

  /** {@return the same text, or none, in other bytes} */
  Body encoded(UnaryOperator<byte[]> encoder) {
    byte[] changed = encoder.apply(bytes);
    return Arrays.equals(changed, bytes) ? this : new Body(changed, Content.BYTES);
  }

  private Body changed(UnaryOperator<String> writer, Content next) {
    String text = new String(bytes, UTF_8);
    String changed = writer.apply(text);
    return changed.equals(text) ? this : new Body(changed.getBytes(UTF_8), next);
  }

  long fingerprint() {
    if (fingerprint == 0) {
      CRC32C low = new CRC32C();
      low.update(bytes);
      CRC32 high = new CRC32();
      high.update(bytes);
      fingerprint = high.getValue() << 32 ^ low.getValue() ^ (long) bytes.length << 20;
    }
    return fingerprint;
  }
}
