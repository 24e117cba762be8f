package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A body that may have been signed, with its charset and, if it is JSON, its value. */
final class Body {
  final byte[] bytes;
  private final Charset charset;
  private final Map<UnaryOperator<Body>, Body> changed = new HashMap<>();
  private Optional<JsonBody> json;

  /** Reads a body in the charset that its bytes seem to have. */
  Body(byte[] bytes) {
    this(bytes, charset(bytes));
  }

  private Body(byte[] bytes, Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
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
    return Arrays.equals(new String(bytes, charset).getBytes(charset), bytes);
  }

  String text() {
    return new String(bytes, charset);
  }

  Optional<JsonBody> json() {
    if (json == null) {
      json = JsonBody.of(text().strip());
    }
    return json;
  }

  /** {@return the changed body, kept for the next time; this one if nothing changes} */
  Body changed(UnaryOperator<Body> change) {
    return changed.computeIfAbsent(
        change,
        made -> {
          Body other = made.apply(this);
          return Arrays.equals(other.bytes, bytes) ? this : other;
        });
  }

  Body withText(String text) {
    return withBytes(text.getBytes(charset));
  }

  Body withBytes(byte[] other) {
    return new Body(other, charset);
  }

  /** {@return the body with its JSON written otherwise, in the white space around it} */
  Body written(Function<JsonBody, String> change) {
    String text = text();
    return json()
        .map(json -> withText(text.replace(text.strip(), change.apply(json))))
        .orElse(this);
  }

  /**
   * {@return the body in UTF-8, if its bytes can be text in another charset; otherwise this one}
   */
  Body sentIn(String name) {
    boolean isUtf16 = charset.equals(UTF_16LE) || charset.equals(UTF_16BE);
    // In UTF-16, the byte order is that of the body.
    Charset sent = isUtf16 ? charset : Charset.forName(name);
    boolean fits = isUtf16 == name.equals("UTF-16") && !charset.equals(UTF_8);
    return fits && isValid(bytes, sent) ? new Body(new String(bytes, sent).getBytes(UTF_8)) : this;
  }

  /** {@return the body without the second encoding in UTF-8; this one if it has none} */
  Body sentTwice() {
    byte[] once = text().getBytes(ISO_8859_1);
    boolean isLossless = new String(once, ISO_8859_1).equals(text());
    return isLossless && isValid(once, UTF_8) ? new Body(once) : this;
  }
}
