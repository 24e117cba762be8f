package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Forms in which a program signs a text instead of its bytes in UTF-8, by name. */
final class Encoding {
  private Encoding() {}

  static UnaryOperator<byte[]> as(String form) {
    if (form.endsWith(" hash")) {
      Hash hash = Hash.of(form.replaceAll("bytes of |upper-case | hash", ""));
      return form.startsWith("bytes of ")
          ? hash::of
          : bytes -> cased(form, hash.hex(bytes)).getBytes(UTF_8);
    }
    return bytes -> text(form, bytes).getBytes(UTF_8);
  }

  private static String cased(String form, String hex) {
    return form.startsWith("upper-case") ? hex.toUpperCase(Locale.ROOT) : hex;
  }

  private static String text(String form, byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return switch (form) {
      case "hex", "upper-case hex" -> cased(form, HexFormat.of().formatHex(bytes));
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      case "base64 without padding" -> Base64.getEncoder().withoutPadding().encodeToString(bytes);
      case "base64url" -> Base64.getUrlEncoder().encodeToString(bytes);
      case "base64url without padding" ->
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case "URL encoding with +" -> URLEncoder.encode(text, UTF_8);
      case "URL encoding with %20" -> URLEncoder.encode(text, UTF_8).replace("+", "%20");
      case "Python bytes" -> "b'" + text + "'";
      case "numbers 1,2,3" -> numbers(bytes, ",", 0xff);
      case "numbers [1, 2, 3]" -> "[" + numbers(bytes, ", ", 0xff) + "]";
      case "numbers [1, -2, 3]" -> "[" + numbers(bytes, ", ", -1) + "]";
      case "numbers [1 2 3]" -> "[" + numbers(bytes, " ", 0xff) + "]";
      case "UTF-8 twice" -> new String(bytes, ISO_8859_1);
      case "JSON string" -> JsonBody.quoted(text);
      default -> throw Changes.unknown(form);
    };
  }

  private static String numbers(byte[] bytes, String comma, int mask) {
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> Integer.toString(bytes[i] & mask))
        .collect(joining(comma));
  }

  /** {@return another charset than UTF-8; the bytes stay as they are where it has no loss} */
  static UnaryOperator<byte[]> in(String charset) {
    return bytes ->
        Charset.isSupported(charset) && Body.isValid(bytes, UTF_8)
            ? new String(bytes, UTF_8).getBytes(Charset.forName(charset))
            : bytes;
  }

  /** {@return the bytes that a text stands for; none if it cannot be decoded} */
  static byte[] decoded(String form, String text) {
    try {
      return switch (form) {
        case "base64" -> base64(text.replace('-', '+').replace('_', '/'));
        case "lenient base64" -> base64(text.replaceAll("[^A-Za-z0-9+/]", ""));
        case "lenient hex" -> hex(text.replaceAll("(?s)[^0-9A-Fa-f].*", ""));
        case "hex" -> hex(text);
        default -> URLDecoder.decode(text, UTF_8).getBytes(UTF_8);
      };
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** {@return the bytes of base64, also of a part of it} */
  static byte[] base64(String text) {
    String unpadded = text.replaceAll("=+$", "");
    int length = unpadded.length() % 4 == 1 ? unpadded.length() - 1 : unpadded.length();
    return Base64.getDecoder().decode(unpadded.substring(0, length));
  }

  /** {@return the bytes of hex digits, without half a byte at the end} */
  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text, 0, text.length() & ~1);
  }
}
