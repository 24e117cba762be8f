package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Forms in which a program signs a text instead of its bytes in UTF-8, by name. */
final class Encoding {
  private static final String WITHOUT_PADDING = " without padding";
  private static final String HEX = "upper-case hex";

  private Encoding() {}

  static UnaryOperator<byte[]> as(String form) {
    if (form.endsWith(" hash")) {
      Hash hash = Hash.of(form.replaceAll("bytes of |upper-case | hash", ""));
      return form.startsWith("bytes of ")
          ? hash::of
          : bytes -> hexOf(form).formatHex(hash.of(bytes)).getBytes(UTF_8);
    }
    return bytes -> text(form, bytes).getBytes(UTF_8);
  }

  private static HexFormat hexOf(String form) {
    return form.startsWith("upper-case") ? HexFormat.of().withUpperCase() : HexFormat.of();
  }

  static String text(String form, byte[] bytes) {
    if (form.contains(" of ")) {
      String[] outer = form.split(" of ", 2);
      return text(outer[0], text(outer[1], bytes).getBytes(UTF_8));
    }
    if (form.endsWith(WITHOUT_PADDING)) {
      return text(form.replace(WITHOUT_PADDING, ""), bytes).replace("=", "");
    }
    return switch (form) {
      case "hex", HEX -> hexOf(form).formatHex(bytes);
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      case "base64 without + and /" -> text("base64", bytes).replaceAll("[+/=]", "");
      case "hex without zeros" -> text(HEX, bytes).replaceAll("0(.)|(..)", "$1$2");
      case "decimal BigInteger" -> new BigInteger(1, bytes).toString();
      case "BigInteger" -> new BigInteger(1, bytes).toString(16).toUpperCase(Locale.ROOT);
      case "negative BigInteger" -> new BigInteger(bytes).toString(16).toUpperCase(Locale.ROOT);
      case "base64url" -> Base64.getUrlEncoder().encodeToString(bytes);
      case "URL encoding with +" -> URLEncoder.encode(utf8(bytes), UTF_8);
      case "URL encoding with %20" -> URLEncoder.encode(utf8(bytes), UTF_8).replace("+", "%20");
      case "Python bytes" -> python(new String(bytes, ISO_8859_1));
      case "Node.js Buffer" -> "{\"type\":\"Buffer\",\"data\":[" + numbers(bytes, ",", 0xff) + "]}";
      case "numbers 1,2,3" -> numbers(bytes, ",", 0xff);
      case "numbers [1, 2, 3]" -> "[" + numbers(bytes, ", ", 0xff) + "]";
      case "numbers [1, -2, 3]" -> "[" + numbers(bytes, ", ", -1) + "]";
      case "numbers [1 2 3]" -> "[" + numbers(bytes, " ", 0xff) + "]";
      case "UTF-8 with losses" -> utf8(bytes);
      case "UTF-8 twice" -> new String(bytes, ISO_8859_1);
      case "JSON string" -> new JsonPrimitive(utf8(bytes)).toString();
      default -> throw new IllegalArgumentException("mistakes.txt names an unknown form: " + form);
    };
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static String python(String bytes) {
    String quote = bytes.contains("'") && !bytes.contains("\"") ? "\"" : "'";
    String text = bytes.replace("\\", "\\\\").replace(quote, "\\" + quote);
    String plain = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    String escaped =
        Pattern.compile("[^ -~]")
            .matcher(plain)
            .replaceAll(match -> String.format("\\\\x%02x", (int) match.group().charAt(0)));
    return "b" + quote + escaped + quote;
  }

  private static String numbers(byte[] bytes, String comma, int mask) {
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> Integer.toString(bytes[i] & mask))
        .collect(joining(comma));
  }

  /** {@return another charset than UTF-8; bytes that are not UTF-8 stay} */
  static UnaryOperator<byte[]> in(String charset) {
    return bytes ->
        Charset.isSupported(charset) && Body.isValid(bytes, UTF_8)
            ? new String(bytes, UTF_8).getBytes(Charset.forName(charset))
            : bytes;
  }

  /** {@return the bytes as a lenient decoder reads them; none if a text cannot be decoded} */
  static byte[] decoded(String form, String text) {
    try {
      return switch (form) {
        case "base64" -> Base64.getDecoder().decode(base64(text));
        case "hex" -> {
          String digits = text.replaceAll("(?s)[^0-9A-Fa-f].*", "");
          yield HexFormat.of().parseHex(digits, 0, digits.length() & ~1);
        }
        default -> URLDecoder.decode(text, UTF_8).getBytes(UTF_8);
      };
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** {@return base64 without other characters and an incomplete end} */
  private static String base64(String text) {
    String known = text.replace('-', '+').replace('_', '/').replaceAll("[^A-Za-z0-9+/]", "");
    return known.length() % 4 == 1 ? known.substring(0, known.length() - 1) : known;
  }
}
