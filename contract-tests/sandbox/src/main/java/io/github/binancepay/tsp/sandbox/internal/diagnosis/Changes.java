package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Functions of the table of mistakes, by name. */
final class Changes {
  /** Characters that must be left of the secret key, so that no shorter guess is confirmed. */
  private static final int FEWEST_LEFT = 8;

  private Changes() {}

  /** {@return what a function of the table changes with this argument} */
  static Consumer<Draft> of(String function, String argument, MistakeTable table) {
    String key = table.secretKey();
    return switch (function) {
      case "payload" -> draft -> draft.layout = argument;
      case "before" -> draft -> draft.layout = argument + draft.layout;
      case "after" -> draft -> draft.layout += argument;
      case "afterNonce" -> layout("\\{nonce}", "{nonce}" + argument);
      case "afterTimestamp" -> layout("\\{timestamp}", "{timestamp}" + argument);
      case "lineEnds" -> layout("\n", argument);
      case "lastLineEnd" -> layout("\n\\z", argument);
      case "timestamp" ->
          draft -> draft.timestamp = argument.replace("{timestamp}", draft.timestamp);
      case "earlier" -> timestamp(table.moved(-Long.parseLong(argument)));
      case "later" -> timestamp(table.moved(Long.parseLong(argument)));
      case "nonce" -> draft -> draft.nonce = argument.replace("{nonce}", draft.nonce);
      case "payloadAs" -> encoding(Encoding.as(argument));
      case "payloadIn" -> encoding(Encoding.in(argument));
      case "hmac" -> algorithm(argument, hash -> hash::hmac);
      case "swapped" -> algorithm(argument, hash -> (bytes, payload) -> hash.hmac(payload, bytes));
      case "keyLast" -> algorithm(argument, hash -> (bytes, payload) -> hash.of(payload, bytes));
      case "keyFirst" -> algorithm(argument, hash -> hash::of);
      case "noKey" -> algorithm(argument, hash -> (bytes, payload) -> hash.of(payload));
      case "key" -> draft -> draft.key = argument.getBytes(UTF_8);
      case "keyAs" -> guess(Encoding.as(argument).apply(key.getBytes(UTF_8)));
      case "keyIn" -> guess(Encoding.in(argument).apply(key.getBytes(UTF_8)));
      case "keyDecoded" -> guess(Encoding.decoded(argument, key));
      case "strippedKey" -> guess(key.strip());
      case "keyStart" -> guess(start(key, Integer.parseInt(argument)));
      case "keyEnd" -> guess(key.replaceFirst("(?s)^.{" + argument + "}", ""));
      case "lowerKey" -> guess(key.toLowerCase(Locale.ROOT));
      case "upperKey" -> guess(key.toUpperCase(Locale.ROOT));
      case "maskedKey" -> guess(masked(key, argument.split(" ", -1)));
      case "sentIn" -> body(body -> body.sentIn(argument));
      case "sentTwice" -> body(Body::sentTwice);
      case "bodyAs" -> bytes(Encoding.as(argument));
      case "bodyIn" -> bytes(Encoding.in(argument));
      case "text" -> text(text -> argument);
      case "body" -> text(text -> argument.replace("{body}", text));
      case "replaced" -> text(text -> replaced(text, argument.split("=", 2)));
      case "withoutLineEnd" -> text(text -> text.replaceFirst("\r?\n\\z", ""));
      case "stripped" -> text(String::strip);
      case "normalized" -> text(text -> Normalizer.normalize(text, Form.valueOf(argument)));
      default -> body(JsonChanges.of(function, argument));
    };
  }

  private static Consumer<Draft> layout(String pattern, String replacement) {
    String quoted = Matcher.quoteReplacement(replacement);
    return draft -> draft.layout = draft.layout.replaceAll(pattern, quoted);
  }

  private static Consumer<Draft> timestamp(String moved) {
    return draft -> draft.timestamp = moved;
  }

  private static Consumer<Draft> encoding(UnaryOperator<byte[]> encoding) {
    return draft -> draft.encoding = encoding;
  }

  private static Consumer<Draft> algorithm(
      String name, Function<Hash, BinaryOperator<byte[]>> use) {
    Hash hash = Hash.of(name);
    BinaryOperator<byte[]> algorithm = use.apply(hash);
    return draft -> draft.sign(hash, algorithm);
  }

  private static Consumer<Draft> guess(String key) {
    return guess(key.getBytes(UTF_8));
  }

  /** Uses a key that is made of the secret key, unless it is short. */
  private static Consumer<Draft> guess(byte[] key) {
    return draft -> draft.key = key.length < FEWEST_LEFT ? draft.key : key;
  }

  private static String start(String key, int length) {
    return key.substring(0, Math.min(key.length(), length < 0 ? key.length() + length : length));
  }

  /** Masks a key: the number of characters at its start, the mask, and the number at its end. */
  private static String masked(String key, String[] form) {
    int first = Integer.parseInt(form[0]);
    int last = Integer.parseInt(form[2]);
    int hidden = key.length() - first - last;
    if (hidden <= 0 || first + last < FEWEST_LEFT) {
      return key;
    }
    String mask = form[1].length() == 1 && !form[1].equals("…") ? form[1].repeat(hidden) : form[1];
    return key.substring(0, first) + mask + key.substring(key.length() - last);
  }

  private static Consumer<Draft> text(UnaryOperator<String> change) {
    return body(body -> body.withText(change.apply(body.text())));
  }

  private static Consumer<Draft> bytes(UnaryOperator<byte[]> change) {
    return body(body -> body.withBytes(change.apply(body.bytes)));
  }

  private static Consumer<Draft> body(UnaryOperator<Body> change) {
    return draft -> draft.body = draft.body.changed(change);
  }

  private static String replaced(String text, String[] pair) {
    // A line feed matches CRLF, too.
    String plain = pair[0].equals("\n") ? text.replace("\r\n", "\n") : text;
    return plain.replace(pair[0], pair[1]);
  }
}
