package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All ways to read a signature that was received, so that each digest is compared with them. */
final class Readings {
  private static final int MAX_LENGTH = 2048;
  private static final int DIGITS = 128;
  private static final String SEND_HEX = ": send 128 upper-case hex digits.";

  /** Text around or in a signature: the pattern to replace, and what is wrong. */
  private record Wrapping(Pattern pattern, String replacement, String mistake) {
    Wrapping(String pattern, String replacement, String mistake) {
      this(Pattern.compile(pattern), replacement, mistake);
    }
  }

  private static final List<Wrapping> WRAPPINGS =
      List.of(
          new Wrapping("^b?([\"'`])(.*)\\1$", "$2", "The signature is in quotes"),
          new Wrapping("^[<\\[({](.*)[>\\])}]$", "$1", "The signature is in brackets"),
          new Wrapping(
              "(?i)^(0x|\\\\x|(hmac[-_ ]?)?(sha)[0-9-]*(\\(.*\\))?[=: ] ?|\\(.*\\)= ?|signature[=: ]"
                  + "|v1=|hex:|base64:|bearer )",
              "",
              "The signature has a prefix"),
          new Wrapping(" ", "0", "Zeros of the signature are spaces (%2x instead of %02x)"),
          new Wrapping(" ", "+", "A + of the signature became a space by URL decoding"),
          new Wrapping("\\s+|\\\\n", "", "The signature has white space in it"),
          new Wrapping("(?<=^|..)[:,.-](?=[0-9A-Fa-f]{2})", "", "The digits have separators"));

  /**
   * A way to read the signature.
   *
   * @param lengths of the digests that it may stand for, in bytes
   * @param same whether it stands for a digest
   * @param bytes number of bytes; fewer than a digest has if it was truncated
   * @param mistakes of its form, a sentence each
   */
  record Reading(IntPredicate lengths, Predicate<byte[]> same, int bytes, List<String> mistakes) {
    boolean fits(int digestBytes) {
      return lengths.test(digestBytes);
    }

    boolean matches(byte[] digest) {
      return fits(digest.length) && same.test(digest);
    }

    List<String> sentences(byte[] digest) {
      return bytes >= digest.length ? mistakes : with(mistakes, "The signature is truncated");
    }
  }

  // With fewer bytes, two digests might be the same by chance.
  private static final int FEWEST_BYTES = 8;

  private final List<Reading> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

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
    if (mistakes.size() > 3 || text.length() < FEWEST_BYTES || !seen.add(text)) {
      return;
    }
    if (text.matches("[0-9A-Fa-f]+")) {
      readHex(text, mistakes);
    } else if (text.matches("[A-Za-z0-9+/]+=*")) {
      readBase64("base64", text, mistakes);
    } else if (text.matches("[A-Za-z0-9_-]+=*")) {
      readBase64("base64url", text.replace('-', '+').replace('_', '/'), mistakes);
    }
    if (text.matches("-?[0-9A-Fa-f]{30,128}")) {
      readNumber(text, mistakes);
    }
    if (text.matches("\\[?-?\\d{1,3}(,? -?\\d{1,3}|,-?\\d{1,3}){7,63}]?")) {
      readList(text, mistakes);
    }
    if (text.matches(".*%[0-9A-Fa-f]{2}.*")) {
      read(urlDecoded(text), with(mistakes, "The signature is URL-encoded"));
    }
    for (Wrapping wrapping : WRAPPINGS) {
      String other = wrapping.pattern.matcher(text).replaceAll(wrapping.replacement);
      read(other, with(mistakes, wrapping.mistake));
    }
  }

  private static String urlDecoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private void readHex(String text, List<String> mistakes) {
    List<String> cased = withCase(text, mistakes);
    add(Encoding.hex(text), cased);
    if (text.length() > DIGITS) {
      byte[] start = Encoding.hex(text.substring(0, DIGITS));
      add(start, with(cased, "The signature has more than 128 digits"));
    }
    readText("hex", Encoding.hex(text), mistakes);
    addLost(
        text.toLowerCase(Locale.ROOT),
        2,
        Readings::unpadded,
        with(mistakes, "Zeros in the signature's hex digits are missing (%x instead of %02x)"));
  }

  private static String unpadded(byte[] digest) {
    return IntStream.range(0, digest.length)
        .mapToObj(i -> Integer.toHexString(digest[i] & 0xff))
        .collect(joining());
  }

  private void readBase64(String name, String text, List<String> mistakes) {
    byte[] bytes = Encoding.base64(text);
    List<String> base64 = with(mistakes, "The signature is in " + name + " instead of hex");
    add(bytes, base64);
    readText(name, bytes, mistakes);
    addLost(
        text.replace("=", ""),
        4 / 3.0,
        digest -> Base64.getEncoder().encodeToString(digest).replaceAll("[+/=]", ""),
        with(base64, "The characters + and / of the base64 are missing"));
  }

  /** Reads bytes that are a text again. */
  private void readText(String outer, byte[] bytes, List<String> mistakes) {
    String text = new String(bytes, UTF_8);
    String what = "The signature is encoded twice (" + outer + " of ";
    if (text.matches("[\\x20-\\x7e]+")) {
      read(text, with(mistakes, what + "a text)"));
    } else if (text.indexOf('\ufffd') >= 0) {
      found.add(
          new Reading(
              length -> true,
              digest -> new String(digest, UTF_8).equals(text),
              Integer.MAX_VALUE,
              with(mistakes, what + "the digest as UTF-8, which lost bytes)")));
    } else if (text.chars().allMatch(c -> c < 256)) {
      add(text.getBytes(ISO_8859_1), with(mistakes, what + "the digest as UTF-8)"));
    }
  }

  /** Reads the digits of a big number: zeros at its start are missing, or it is negative. */
  private void readNumber(String text, List<String> mistakes) {
    boolean negative = text.startsWith("-");
    byte[] number = new BigInteger(text, 16).toByteArray();
    int start = number[0] == 0 && number.length > 1 ? 1 : 0;
    for (int size : new int[] {64, 48, 32, 20}) {
      int missing = size - number.length + start;
      if (missing >= 0 && missing <= 2 && (negative || text.length() < 2 * size)) {
        byte[] digest = new byte[size];
        Arrays.fill(digest, (byte) (negative ? 0xff : 0));
        System.arraycopy(number, start, digest, missing, size - missing);
        String what =
            negative
                ? "The signature is a negative number, as BigInteger prints it"
                : "Zeros at the start of the signature are missing, as BigInteger prints it";
        add(digest, with(withCase(text, mistakes), what));
      }
    }
  }

  private void readList(String text, List<String> mistakes) {
    String[] numbers = text.replaceAll("[\\[\\],]", " ").strip().split(" +", -1);
    byte[] digest = new byte[numbers.length];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) Integer.parseInt(numbers[i]);
    }
    add(digest, with(mistakes, "The signature is a list of bytes instead of hex"));
  }

  private void add(byte[] bytes, List<String> mistakes) {
    IntPredicate lengths = length -> bytes.length >= FEWEST_BYTES && bytes.length <= length;
    Predicate<byte[]> same =
        digest -> Arrays.equals(bytes, 0, bytes.length, digest, 0, bytes.length);
    found.add(new Reading(lengths, same, bytes.length, mistakes));
  }

  /** Adds a reading of a text that has lost up to a quarter of the digits of a digest. */
  private void addLost(
      String text, double digitsOfByte, Function<byte[], String> encode, List<String> mistakes) {
    IntPredicate lengths =
        length ->
            text.length() < length * digitsOfByte && text.length() > 0.75 * length * digitsOfByte;
    Predicate<byte[]> same = digest -> encode.apply(digest).equals(text);
    found.add(new Reading(lengths, same, Integer.MAX_VALUE, mistakes));
  }

  private static List<String> withCase(String hex, List<String> mistakes) {
    boolean lower = hex.chars().anyMatch(c -> c >= 'a');
    boolean upper = hex.chars().anyMatch(c -> c >= 'A' && c <= 'F');
    return !lower
        ? mistakes
        : with(mistakes, "The signature is in " + (upper ? "mixed" : "lower") + " case");
  }

  private static List<String> with(List<String> mistakes, String mistake) {
    return Stream.concat(mistakes.stream(), Stream.of(mistake + SEND_HEX)).toList();
  }
}
