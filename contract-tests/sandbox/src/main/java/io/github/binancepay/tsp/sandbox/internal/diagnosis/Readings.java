package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a received signature may stand for: it is decoded in every way that makes sense, so that
 * a wrong encoding costs the search nothing.
 */
final class Readings {
  private static final int MAX_LENGTH = 1024;
  private static final int DIGITS = 128;
  private static final String UPPER_CASE_HEX = ": send 128 upper-case hex digits.";
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+=*");
  private static final Pattern BASE64_URL = Pattern.compile("[A-Za-z0-9_-]+=*");
  private static final Pattern PREFIX =
      Pattern.compile(
          "(?i)(?:0x|\\\\x|(?:(?:hmac-)?sha2?-?512)?\\(.{1,64}\\)= ?"
              + "|(?:hmac[-_ ]?)?sha-?512[=: ]|signature[=: ]|v1=|hex:|bearer )");
  private static final Pattern QUOTES = Pattern.compile("b?([\"'`])(.*)\\1|<(.*)>|\\[(.*)\\]");
  private static final Pattern BYTES = Pattern.compile("\\[?-?\\d{1,3}(?:,? -?\\d{1,3}){7,63}\\]?");

  private final List<Reading> found = new ArrayList<>();

  private Readings() {}

  /** {@return those with bytes enough to be compared, the plainest first} */
  static List<Reading> of(String signature) {
    Readings readings = new Readings();
    if (signature.length() <= MAX_LENGTH) {
      readings.unwrap(signature, List.of());
    }
    return List.copyOf(readings.found);
  }

  /** Takes off what people put around a signature, or into it. */
  private void unwrap(String signature, List<String> sentences) {
    if (BYTES.matcher(signature).matches()) {
      addBytes(signature, sentences);
      return;
    }
    String text = signature.strip();
    List<String> said = new ArrayList<>(sentences);
    if (text.matches(".*%[0-9A-Fa-f]{2}.*")) {
      urlDecoded(text)
          .ifPresent(plain -> unwrap(plain, with(said, "The signature is URL-encoded")));
      return;
    }
    Matcher quotes = QUOTES.matcher(text);
    if (quotes.matches()) {
      String inner = quotes.replaceFirst("$2$3$4");
      unwrap(inner, with(said, "The signature is in quotes or brackets"));
      return;
    }
    Matcher prefix = PREFIX.matcher(text);
    if (prefix.lookingAt()) {
      unwrap(text.substring(prefix.end()), with(said, "The signature has a prefix"));
      return;
    }
    String joined = text.replaceAll("[\\s]|\\\\n", "");
    List<String> joinedSaid =
        joined.length() == signature.length()
            ? said
            : with(said, "The signature has white space in it");
    String digits = joined.replaceAll("[:,.-]", "");
    if (digits.length() < joined.length() && isHex(digits)) {
      decode(digits, with(joinedSaid, "The signature has separators between its digits"));
    }
    decode(joined, joinedSaid);
  }

  private static Optional<String> urlDecoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void addBytes(String signature, List<String> sentences) {
    String[] numbers = signature.replaceAll("[\\[\\],]", " ").strip().split(" +", -1);
    byte[] digest = new byte[numbers.length];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) Integer.parseInt(numbers[i]);
    }
    add(digest, with(sentences, "The signature is a list of bytes instead of hex"));
  }

  private void decode(String text, List<String> sentences) {
    if (isHex(text)) {
      List<String> said = withCase(text, sentences);
      if (text.length() > DIGITS) {
        String more = "There is more behind the " + DIGITS + " digits of the signature";
        add(HexFormat.of().parseHex(text, 0, DIGITS), with(said, more));
      }
      byte[] digest = HexFormat.of().parseHex(text, 0, text.length() & ~1);
      add(digest, said);
      addText(digest, sentences, "The signature is hex of hex (encoded twice)", "hex");
      addWithoutZeros(text, said);
      return;
    }
    boolean standard = BASE64.matcher(text).matches();
    if (standard || BASE64_URL.matcher(text).matches()) {
      String unpadded = text.replaceAll("=+$", "").replace('-', '+').replace('_', '/');
      int length = unpadded.length() % 4 == 1 ? unpadded.length() - 1 : unpadded.length();
      byte[] digest = Base64.getDecoder().decode(unpadded.substring(0, length));
      String name = standard ? "base64" : "base64url";
      add(digest, with(sentences, "The signature is " + name + " instead of hex"));
      addText(digest, sentences, "The signature is " + name + " of the hex text", name);
    }
  }

  /** A text that was encoded once more. */
  private void addText(byte[] decoded, List<String> sentences, String sentence, String outer) {
    String text = new String(decoded, ISO_8859_1);
    List<String> said = with(sentences, sentence);
    if (isHex(text)) {
      add(HexFormat.of().parseHex(text, 0, text.length() & ~1), withCase(text, said));
    } else if (BASE64.matcher(text).matches() && text.length() > 10) {
      String unpadded = text.replaceAll("=+$", "");
      int length = unpadded.length() % 4 == 1 ? unpadded.length() - 1 : unpadded.length();
      add(
          Base64.getDecoder().decode(unpadded.substring(0, length)),
          with(sentences, "The signature is " + outer + " of base64"));
    }
  }

  // A big number's digits: those in front are missing if they are zero.
  private void addWithoutZeros(String text, List<String> sentences) {
    for (int size : new int[] {128, 64, 96, 40}) {
      int missing = size - text.length();
      if (missing > 0 && missing <= 4) {
        add(
            HexFormat.of().parseHex("0".repeat(missing) + text),
            with(sentences, "The zeros at the start of the signature are missing"));
      }
    }
  }

  private void add(byte[] digest, List<String> sentences) {
    if (digest.length >= Reading.FEWEST_BYTES && digest.length <= 512) {
      found.add(new Reading(digest, sentences));
    }
  }

  private static boolean isHex(String text) {
    return HEX.matcher(text).matches();
  }

  private static List<String> withCase(String hex, List<String> sentences) {
    boolean lower = hex.chars().anyMatch(c -> c >= 'a');
    boolean upper = hex.chars().anyMatch(c -> c >= 'A' && c <= 'F');
    return !lower
        ? sentences
        : with(
            sentences, upper ? "The signature is in mixed case" : "The signature is in lower case");
  }

  private static List<String> with(List<String> sentences, String sentence) {
    List<String> all = new ArrayList<>(sentences);
    all.add(sentence + UPPER_CASE_HEX);
    return all;
  }
}
