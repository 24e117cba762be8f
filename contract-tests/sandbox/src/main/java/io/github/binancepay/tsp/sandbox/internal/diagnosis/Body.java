package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A body that may have been signed, with its charset and, if it is JSON, its value. */
final class Body {
  private final byte[] bytes;
  private final Charset charset;
  private final Map<UnaryOperator<Body>, Body> changed = new HashMap<>();
  private JsonBody json;
  private boolean parsed;

  private Body(byte[] bytes, Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
  }

  /** {@return a body in the charset that its bytes seem to have} */
  static Body of(byte[] bytes) {
    return new Body(bytes, charset(bytes));
  }

  private static Charset charset(byte[] bytes) {
    // JSON has no NUL; in UTF-16, every second byte of its braces, quotes and colons is one.
    for (int i = 0; i < Math.min(bytes.length, 4); i++) {
      if (bytes[i] == 0) {
        return i % 2 == 0 ? UTF_16BE : UTF_16LE;
      }
    }
    return isValid(bytes, UTF_8) ? UTF_8 : ISO_8859_1;
  }

  /** {@return whether the bytes are text in a charset} */
  static boolean isValid(byte[] bytes, Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  Charset charset() {
    return charset;
  }

  boolean isUtf16() {
    return charset.equals(UTF_16LE) || charset.equals(UTF_16BE);
  }

  String text() {
    return new String(bytes, charset);
  }

  /** {@return what a change makes of the body, kept for the next time; the same if nothing} */
  Body changed(UnaryOperator<Body> change) {
    Body known = changed.get(change);
    if (known == null) {
      known = change.apply(this);
      known = Arrays.equals(known.bytes, bytes) ? this : known;
      changed.put(change, known);
    }
    return known;
  }

  /** {@return another JSON text; the same body if it is not JSON} */
  Body rewritten(UnaryOperator<JsonBody> writer) {
    return json().map(writer).map(this::withJson).orElse(this);
  }

  private Body withJson(JsonBody other) {
    Body body = withText(other.text());
    body.json = other;
    body.parsed = true;
    return body;
  }

  Body withText(String text) {
    return new Body(text.getBytes(charset), charset);
  }

  Body withBytes(byte[] other) {
    return new Body(other, charset);
  }

  Optional<JsonBody> json() {
    if (!parsed) {
      json = JsonBody.of(text()).orElse(null);
      parsed = true;
    }
    return Optional.ofNullable(json);
  }
}
