package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A body. What is made of it is not kept: a search has many bodies, and they may be large. */
final class Body {
  private final byte[] bytes;
  private final boolean isJson;
  // Of the body that was sent, of which most others are made; of others, it is read again.
  private final JsonText known;
  private long fingerprint;

  private Body(byte[] bytes, boolean isJson, JsonText known) {
    this.bytes = bytes;
    this.isJson = isJson;
    this.known = known;
  }

  static Body sent(byte[] bytes) {
    JsonText json = JsonText.of(new String(bytes, ISO_8859_1)).orElse(null);
    return new Body(bytes, json != null, json);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  /** {@return the body as another JSON text; this one, if it is not JSON or nothing changes} */
  Body rewritten(Function<JsonText, String> writer) {
    return json().map(writer).map(changed -> changed(changed, true)).orElse(this);
  }

  /** {@return the body with other escapes; this one, if it is not JSON or nothing changes} */
  Body escaped(UnaryOperator<String> writer) {
    return isJson ? changed(writer.apply(text()), true) : this;
  }

  /** {@return what a program made of the JSON text, and what is not JSON any more} */
  Body replacedIfJson(Function<JsonText, String> writer) {
    return json().map(writer).map(changed -> changed(changed, false)).orElse(this);
  }

  /** {@return what a program made of the text, as in {@link JsonText}} */
  Body replaced(UnaryOperator<String> writer) {
    return changed(writer.apply(text()), false);
  }

  /** {@return what a program made of the bytes} */
  Body encoded(UnaryOperator<byte[]> encoder) {
    byte[] changed = encoder.apply(bytes);
    return Arrays.equals(changed, bytes) ? this : new Body(changed, false, null);
  }

  private Body changed(String changed, boolean json) {
    return changed.equals(text()) ? this : new Body(changed.getBytes(ISO_8859_1), json, null);
  }

  private String text() {
    return known == null ? new String(bytes, ISO_8859_1) : known.text();
  }

  private Optional<JsonText> json() {
    return known != null ? Optional.of(known) : isJson ? JsonText.of(text()) : Optional.empty();
  }

  /** {@return a number that hardly two bodies share} */
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
