package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the ways in which a received signature may stand for a digest. */
final class Readings {
  private static final int MAX_LENGTH = 2048;
  private static final int MOST_MISTAKES = 4;

  // With fewer characters, two digests might be the same by chance.
  private static final int FEWEST = 16;
  private static final String HEX = "upper-case hex";

  private static final List<List<String[]>> ROWS =
      MistakeTable.sections("signature-forms.txt")
          .map(section -> section.lines().skip(1).map(line -> line.split(" {2,}")).toList())
          .toList();

  private final List<Reading> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * A text of the signature, and the form in which it may stand for a digest.
   *
   * @param least characters for a byte of the digest
   * @param most characters for a byte of the digest
   */
  record Reading(String text, String form, double least, double most, List<String> mistakes) {
    boolean fits(int digestBytes) {
      return text.length() >= digestBytes * least
          && (text.length() < digestBytes * most + 1 || (form.equals(HEX) && digestBytes == 64));
    }

    boolean matches(byte[] digest) {
      if (!fits(digest.length)) {
        return false;
      }
      String expected = Encoding.text(form, digest);
      boolean isPartOfHex = text.startsWith(expected) || (least > 0 && expected.endsWith(text));
      return expected.startsWith(text) || (form.equals(HEX) && isPartOfHex);
    }

    /** {@return what is wrong with the form, a sentence each} */
    List<String> sentences(byte[] digest) {
      int more = text.length() - Encoding.text(form, digest).length();
      String length = more < 0 ? "is truncated" : "has more than 128 digits";
      return (more == 0 ? mistakes : with(mistakes, "The signature " + length))
          .stream().map(mistake -> mistake + ": send 128 upper-case hex digits.").toList();
    }
  }

  private Readings() {}

  /** {@return the ways in which the signature may be a digest, the plainest first} */
  static List<Reading> of(String signature) {
    Readings readings = new Readings();
    if (signature.length() <= MAX_LENGTH) {
      readings.read(signature, List.of());
    }
    return List.copyOf(readings.found);
  }

  private void read(String text, List<String> mistakes) {
    if (mistakes.size() == MOST_MISTAKES || text.length() < FEWEST || !seen.add(text)) {
      return;
    }
    for (String[] form : ROWS.get(1)) {
      if (text.matches(form[0])) {
        List<String> all = form[1].equals(HEX) ? mistakes : with(mistakes, form[4]);
        double least = Double.parseDouble(form[2]);
        found.add(
            new Reading(
                text.replaceAll("=+$", ""), form[1], least, Double.parseDouble(form[3]), all));
      }
    }
    for (String[] step : ROWS.get(0)) {
      if (Pattern.compile(step[0]).matcher(text).find()) {
        read(changed(text, step[0], step[1]), with(mistakes, step[2]));
      }
    }
  }

  private static String changed(String text, String pattern, String change) {
    return switch (change) {
      case "upperCase" -> text.toUpperCase(Locale.ROOT);
      case "hex", "base64" -> decoded(change, text);
      case "URL" -> decoded(change, text.replace("+", "%2B"));
      default -> text.replaceAll(pattern, change.replace("nothing", ""));
    };
  }

  /** {@return the text that was encoded; the same if the bytes are no printable text} */
  private static String decoded(String form, String text) {
    String decoded = new String(Encoding.decoded(form, text), UTF_8);
    return decoded.matches("[ -~]+") ? decoded : text;
  }

  private static List<String> with(List<String> mistakes, String mistake) {
    return Stream.concat(mistakes.stream(), Stream.of(mistake)).toList();
  }
}
