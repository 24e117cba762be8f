package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of the table of mistakes, by name. */
final class Changes {
  /** Characters that must be left of the secret key, so that no shorter guess is confirmed. */
  private static final int FEWEST_LEFT = 8;

  private static final String START = "(?<=[:\\[,]\\s{0,40})";
  private static final String END = "(?=[\\s,\\]}])";
  private static final Pattern NUMBER = Pattern.compile(START + "-?[0-9][-+.0-9eE]*" + END);
  private static final Pattern DIGITS = Pattern.compile("\"(\\w+)Str\": ?\"([0-9]{16,400})\"");
  private static final Pattern NAME = Pattern.compile("\"([\\w-]+)\"(?=: ?)");
  private static final Pattern WORD_START = Pattern.compile("[_-]([A-Za-z0-9])");

  private Changes() {}

  /** {@return what a function of the table changes with this argument} */
  static Consumer<Draft> of(String function, String argument, MistakeTable table) {
    String key = table.secretKey();
    String[] pair = argument.split("=", 2);
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
      case "replaced" -> text(text -> replaced(text, pair));
      case "withoutLineEnd" -> text(text -> text.replaceFirst("\r?\n\\z", ""));
      case "stripped" -> text(String::strip);
      case "normalized" -> text(text -> Normalizer.normalize(text, Form.valueOf(argument)));
      case "sorted" -> json(JsonBody::sorted);
      case "documentedOrder" -> json(JsonBody::inDocumentedOrder);
      case "with" -> json(json -> json.with(pair[0], pair[1]));
      case "without" -> json(json -> json.without(argument));
      case "spacing" -> json(json -> new JsonBody(json.value(), argument, json.escapes()));
      case "escapes" -> json(json -> new JsonBody(json.value(), json.spacing(), argument));
      case "python" -> json(json -> new JsonBody(json.value(), "spaced", "u"));
      case "form" -> body(body -> body.written(json -> json.form(argument)));
      case "printed" -> body(body -> body.written(json -> json.printed(argument)));
      case "json" -> jsonText(json -> json.replace(pair[0], pair[1]));
      case "restored" -> jsonText(Changes::restored);
      case "rounded" -> jsonReplaced(NUMBER, match -> rounded(match.group()));
      case "names" -> jsonReplaced(NAME, match -> renamed(argument, match.group()));
      case "numbersAsStrings" -> jsonReplaced(NUMBER, match -> '"' + match.group() + '"');
      case "stringsAsNumbers" -> jsonReplaced("\"(0|-?[1-9][0-9]*)\"", "$1");
      case "decimalPoint" -> jsonReplaced("-?[0-9]+", "$0.0");
      case "noDecimalPoint" -> jsonReplaced("(-?[0-9]+)[.]0+", "$1");
      case "withoutNulls" -> withoutMembers("null");
      case "withoutEmpty" -> withoutMembers("(?:null|\\[]|\\{}|\"\")");
      default -> throw new IllegalArgumentException("mistakes.txt names no function: " + function);
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

  private static Consumer<Draft> json(UnaryOperator<JsonBody> change) {
    return body(body -> body.written(json -> change.apply(json).text()));
  }

  /** Changes the text of JSON, in any style. */
  private static Consumer<Draft> jsonText(UnaryOperator<String> change) {
    return body(body -> body.json().isPresent() ? body.withText(change.apply(body.text())) : body);
  }

  private static Consumer<Draft> jsonReplaced(Pattern part, Function<MatchResult, String> change) {
    return jsonText(
        json ->
            part.matcher(json).replaceAll(match -> Matcher.quoteReplacement(change.apply(match))));
  }

  /** Replaces a value of JSON. */
  private static Consumer<Draft> jsonReplaced(String value, String replacement) {
    return jsonText(json -> json.replaceAll(START + value + END, replacement));
  }

  private static Consumer<Draft> withoutMembers(String value) {
    String member = "\"\\w+\": ?" + value;
    return jsonText(json -> json.replaceAll(member + ",\\s*|,\\s*" + member + "|" + member, ""));
  }

  /** Gives numbers the digits of the members with their names and {@code Str}. */
  private static String restored(String json) {
    String text = json;
    for (MatchResult digits : DIGITS.matcher(json).results().limit(20).toList()) {
      String number = "(?<=\"" + digits.group(1) + "\": ?)[0-9][-+.0-9eE]*";
      text = text.replaceAll(number, digits.group(2));
    }
    return text;
  }

  private static String renamed(String form, String quoted) {
    String joined =
        WORD_START.matcher(quoted).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    String first = joined.substring(0, 2);
    String rest = joined.substring(2);
    return switch (form) {
      case "PascalCase" -> first.toUpperCase(Locale.ROOT) + rest;
      case "camelCase" -> first.toLowerCase(Locale.ROOT) + rest;
      case "lowercase" -> quoted.toLowerCase(Locale.ROOT);
      default -> joined.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    };
  }

  /** Rounds a number to 64 bits of floating point if it has more digits than these keep. */
  private static String rounded(String number) {
    double rounded = Double.parseDouble(number);
    return !Double.isFinite(rounded) || number.replaceAll("\\D", "").length() < 16
        ? number
        : new BigDecimal(Double.toString(rounded)).toPlainString();
  }
}
