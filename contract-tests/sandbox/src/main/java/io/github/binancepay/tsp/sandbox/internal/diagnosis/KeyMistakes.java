package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Other keys than the secret key as it is. */
final class KeyMistakes {
  private static final String AS_IT_IS = "use the secret key exactly as it was issued";
  private static final String TRIM = "trim it when you read it";
  private static final int MOST_KEPT = 8;
  // -1 for as many as there are characters behind them.
  private static final int[] STARS = {-1, 4, 3, 8, 6, 5, 10, 12, 16};

  private final List<Mistake> all = new ArrayList<>();
  private final Set<ByteBuffer> known = new HashSet<>();
  private final byte[] bytes;
  private final String key;

  private KeyMistakes(byte[] bytes) {
    this.bytes = bytes;
    this.key = new String(bytes, UTF_8);
    known.add(ByteBuffer.wrap(bytes));
  }

  static List<Mistake> usual(byte[] secretKey, String apiKey) {
    KeyMistakes mistakes = new KeyMistakes(secretKey);
    mistakes.addWhiteSpace();
    mistakes.addApiKey(apiKey);
    // Before what makes an empty key of one that cannot be decoded.
    mistakes.add(4, "An empty secret key was used", "check that it is read", "");
    mistakes.addDecoded();
    mistakes.addEncoded();
    mistakes.addQuotes();
    mistakes.addCut();
    mistakes.addPlaceholders();
    mistakes.addMasked();
    return mistakes.all;
  }

  /** {@return the many ways to mask a key} */
  static Stream<Mistake> masked(byte[] secretKey) {
    KeyMistakes mistakes = new KeyMistakes(secretKey);
    mistakes.addRarelyMasked();
    return mistakes.all.stream();
  }

  private void addWhiteSpace() {
    add(1, "The secret key was used with a line feed (LF) at its end", TRIM, key + "\n");
    add(2, "The secret key was used with CRLF at its end", TRIM, key + "\r\n");
    add(2, "The secret key was used with a space at its end", TRIM, key + " ");
    add(3, "The secret key was used with a space at its start", TRIM, " " + key);
    add(5, "The secret key was used with CR at its end", TRIM, key + "\r");
    add(5, "The secret key was used with a line feed at its start", TRIM, "\n" + key);
    add(6, "The secret key was used with spaces around it", TRIM, " " + key + " ");
    add(6, "The secret key was used with a tab at its end", TRIM, key + "\t");
    add(6, "The secret key was used with a tab at its start", TRIM, "\t" + key);
    add(7, "The secret key was used with a space and a line feed at its end", TRIM, key + " \n");
    add(
        5,
        "The secret key was used with a byte order mark (BOM) at its start",
        "save its file without",
        "\ufeff" + key);
    add(3, "The secret key has white space at an end that was trimmed", AS_IT_IS, key.strip());
  }

  private void addApiKey(String apiKey) {
    add(2, "The API key was used as the secret key", "sign with the secret key", apiKey);
    add(7, "API key and secret key together were used as the key", AS_IT_IS, apiKey + key);
    add(7, "Secret key and API key together were used as the key", AS_IT_IS, key + apiKey);
  }

  private void addDecoded() {
    String what = "The secret key was %s-decoded before it was used";
    add(3, what.formatted("base64"), AS_IT_IS, base64(key.replace('-', '+').replace('_', '/')));
    // As lenient decoders do it: what is not of the alphabet is left out.
    add(4, what.formatted("base64"), AS_IT_IS, base64(key.replaceAll("[^A-Za-z0-9+/]", "")));
    add(4, what.formatted("base64"), AS_IT_IS, base64(key.replaceAll("=+$", "") + "A"));
    add(3, what.formatted("hex"), AS_IT_IS, hex(key));
    add(6, what.formatted("hex"), AS_IT_IS, hex(key.replaceAll("[^0-9A-Fa-f].*$", "")));
    add(8, what.formatted("URL"), AS_IT_IS, key.replace('+', ' '));
  }

  // What the usual decoders make of it, whether or not it is padded; the same key if they fail.
  private byte[] base64(String text) {
    String unpadded = text.replaceAll("=+$", "");
    int length = unpadded.length() % 4 == 1 ? unpadded.length() - 1 : unpadded.length();
    try {
      return Base64.getDecoder().decode(unpadded.substring(0, length));
    } catch (IllegalArgumentException e) {
      return bytes;
    }
  }

  private byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text, 0, text.length() & ~1);
    } catch (IllegalArgumentException e) {
      return bytes;
    }
  }

  private void addEncoded() {
    String what = "The secret key was %s-encoded before it was used";
    add(4, what.formatted("base64"), AS_IT_IS, Base64.getEncoder().encode(bytes));
    add(4, what.formatted("hex"), AS_IT_IS, HexFormat.of().formatHex(bytes));
    add(5, what.formatted("hex"), AS_IT_IS, HexFormat.of().withUpperCase().formatHex(bytes));
    add(5, what.formatted("base64"), AS_IT_IS, Base64.getEncoder().withoutPadding().encode(bytes));
    add(5, what.formatted("base64url"), AS_IT_IS, Base64.getUrlEncoder().encode(bytes));
    add(
        6,
        what.formatted("base64url"),
        AS_IT_IS,
        Base64.getUrlEncoder().withoutPadding().encode(bytes));
    add(6, what.formatted("URL"), AS_IT_IS, URLEncoder.encode(key, UTF_8));
    add(7, what.formatted("URL"), AS_IT_IS, URLEncoder.encode(key, UTF_8).replace("+", "%20"));
    add(6, "The secret key was used in UTF-16 instead of UTF-8", AS_IT_IS, key.getBytes(UTF_16LE));
    add(
        7,
        "The secret key was used in Latin-1 instead of UTF-8",
        AS_IT_IS,
        key.getBytes(ISO_8859_1));
    for (Hash hash : List.of(Hash.SHA_256, Hash.SHA_512, Hash.MD5)) {
      byte[] digest = hash.start().digest(bytes);
      String hashed = "The " + hash.officialName() + " hash of the secret key was used as the key";
      add(7, hashed, AS_IT_IS, digest);
      add(7, hashed, AS_IT_IS, HexFormat.of().formatHex(digest));
      add(8, hashed, AS_IT_IS, HexFormat.of().withUpperCase().formatHex(digest));
    }
  }

  private void addQuotes() {
    add(
        2,
        "The secret key was used with double quotes around it",
        "leave them out",
        '"' + key + '"');
    add(
        3,
        "The secret key was used with single quotes around it",
        "leave them out",
        "'" + key + "'");
    add(7, "The secret key was used with backticks around it", "leave them out", "`" + key + "`");
    add(7, "The secret key was used with <> around it", "leave them out", "<" + key + ">");
    add(7, "The secret key was used with [] around it", "leave them out", "[" + key + "]");
    add(7, "The secret key was used with {} around it", "leave them out", "{" + key + "}");
    add(
        7,
        "The secret key was printed as Python's bytes, b'...', before it was used",
        AS_IT_IS,
        "b'" + key + "'");
    add(
        6,
        "The secret key was used without the quotes around it",
        AS_IT_IS,
        key.replaceAll("^([\"'])(.*)\\1$", "$2"));
  }

  private void addCut() {
    add(4, "The secret key was used in lower case", AS_IT_IS, key.toLowerCase(Locale.ROOT));
    add(4, "The secret key was used in upper case", AS_IT_IS, key.toUpperCase(Locale.ROOT));
    add(3, "The secret key was truncated to 32 characters", AS_IT_IS, first(32));
    add(4, "The secret key was truncated to 64 characters", AS_IT_IS, first(64));
    add(6, "The secret key was truncated to 16 characters", AS_IT_IS, first(16));
    add(5, "The secret key lacks its last character", AS_IT_IS, first(key.length() - 1));
    add(
        5,
        "The secret key lacks its first character",
        AS_IT_IS,
        key.substring(Math.min(1, key.length())));
    add(6, "The secret key stands there twice", AS_IT_IS, key + key);
    add(
        5,
        "The secret key was used reversed",
        AS_IT_IS,
        new StringBuilder(key).reverse().toString());
  }

  private String first(int length) {
    return key.substring(0, Math.max(0, Math.min(length, key.length())));
  }

  private void addPlaceholders() {
    List<String> words =
        List.of(
            "null",
            "undefined",
            "None",
            "secretKey",
            "secret",
            "YOUR_SECRET_KEY",
            "your_secret_key",
            "your-secret-key",
            "SECRET_KEY",
            "$SECRET_KEY",
            "$secretKey",
            "BINANCE_PAY_SECRET_KEY",
            "$BINANCE_PAY_SECRET_KEY",
            "${BINANCE_PAY_SECRET_KEY}",
            "%BINANCE_PAY_SECRET_KEY%");
    for (String word : words) {
      add(
          8,
          "The word " + word + " was used as the secret key",
          "check that the key is read",
          word);
    }
  }

  /** As dashboards show it: some letters at both ends, and stars; the usual ways first. */
  private void addMasked() {
    for (int first : new int[] {4, 0, 3}) {
      for (int last : new int[] {4, 3, 0}) {
        addMasked(first == last || first == 0 ? 4 : 6, first, last, -1, "*");
        addMasked(6, first, last, 4, "*");
      }
    }
    addMasked(6, 3, 3, 3, "*");
  }

  private void addRarelyMasked() {
    for (int stars : STARS) {
      for (int first = 0; first <= MOST_KEPT; first++) {
        for (int last = 0; last <= MOST_KEPT; last++) {
          addMasked(Search.RARE, first, last, stars, "*");
        }
      }
    }
    for (String mask : List.of("x", "X", "\u2022", ".")) {
      for (int kept = 0; kept <= MOST_KEPT; kept++) {
        addMasked(Search.RARE, kept, kept, -1, mask);
        addMasked(Search.RARE, kept, kept, 3, mask);
        addMasked(Search.RARE, kept, kept, 4, mask);
        addMasked(Search.RARE, 0, kept, -1, mask);
      }
    }
  }

  private void addMasked(int rank, int first, int last, int times, String mask) {
    int hidden = key.length() - first - last;
    if (hidden > 0) {
      add(
          rank,
          "The secret key was used masked, as a dashboard shows it (with stars)",
          "copy all of it",
          first(first)
              + mask.repeat(times < 0 ? hidden : times)
              + key.substring(key.length() - last));
    }
  }

  private void add(int rank, String what, String advice, String changed) {
    add(rank, what, advice, changed.getBytes(UTF_8));
  }

  private void add(int rank, String what, String advice, byte[] changed) {
    if (!known.add(ByteBuffer.wrap(changed))) {
      return;
    }
    SecretKey wrong = new SecretKey(changed);
    all.add(new Mistake(Axis.SECRET_KEY, rank, what, advice, draft -> draft.withKey(wrong)));
  }
}
