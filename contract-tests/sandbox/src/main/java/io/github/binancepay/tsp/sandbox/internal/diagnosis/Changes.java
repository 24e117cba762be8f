package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Functions of the table of mistakes, by name. */
final class Changes {
  /** Characters that must be left of the secret key, so that no shorter guess is confirmed. */
  private static final int FEWEST_LEFT = 8;

  private static final UnaryOperator<JsonElement> SORTED = value("sorted", new String[0]);

  private Changes() {}

  /** {@return what a function of the table changes with this argument} */
  static UnaryOperator<Draft> of(String function, String argument, Words words) {
    return switch (function) {
      case "payload" -> draft -> draft.withLayout(argument);
      case "before" -> draft -> draft.withLayout(argument + draft.layout());
      case "after" -> draft -> draft.withLayout(draft.layout() + argument);
      case "afterNonce" -> layout(text -> text.replace("{nonce}", "{nonce}" + argument));
      case "afterTimestamp" ->
          layout(text -> text.replace("{timestamp}", "{timestamp}" + argument));
      case "lineEnds" -> layout(text -> text.replace("\n", argument));
      case "lastLineEnd" -> layout(text -> lastLineEnd(text, argument));
      case "timestamp" -> draft -> draft.withTimestamp(template(argument, draft.timestamp()));
      case "earlier" -> offset(words, -Long.parseLong(argument));
      case "later" -> offset(words, Long.parseLong(argument));
      case "nonce" -> draft -> draft.withNonce(argument.replace("{nonce}", draft.nonce()));
      case "payloadAs" -> encoded(Encoding.as(argument));
      case "payloadIn" -> encoded(Encoding.in(argument));
      case "hmac", "keyLast", "keyFirst", "noKey", "swapped" -> algorithm(function, argument);
      default ->
          function.contains("ey") ? key(function, argument, words) : body(function, argument);
    };
  }

  private static String template(String argument, String timestamp) {
    return argument.replace("{timestamp}", timestamp);
  }

  private static String lastLineEnd(String layout, String lineEnd) {
    int last = layout.length() - 1;
    return layout.endsWith("\n") ? layout.substring(0, last) + lineEnd : layout;
  }

  private static UnaryOperator<Draft> layout(UnaryOperator<String> change) {
    return draft -> draft.withLayout(change.apply(draft.layout()));
  }

  private static UnaryOperator<Draft> offset(Words words, long millis) {
    String moved = Long.toString(words.millis() + millis);
    return draft -> words.millis() == 0 ? draft : draft.withTimestamp(moved);
  }

  private static UnaryOperator<Draft> encoded(UnaryOperator<byte[]> encoding) {
    return draft -> draft.withEncoding(encoding);
  }

  private static UnaryOperator<Draft> algorithm(String use, String name) {
    Hash hash = Hash.of(name);
    return draft ->
        draft.withAlgorithm(
            hash.digestBytes(),
            switch (use) {
              case "keyLast" -> (key, payload) -> hash.of(payload, key);
              case "keyFirst" -> (key, payload) -> hash.of(key, payload);
              case "noKey" -> (key, payload) -> hash.of(payload);
              case "swapped" -> (key, payload) -> hash.hmac(payload, key);
              default -> hash::hmac;
            });
  }

  private static UnaryOperator<Draft> key(String function, String argument, Words words) {
    String key = words.secretKey();
    byte[] bytes = key.getBytes(UTF_8);
    byte[] other =
        switch (function) {
          case "key" -> argument.getBytes(UTF_8);
          case "keyAs" -> Encoding.as(argument).apply(bytes);
          case "keyIn" -> Encoding.in(argument).apply(bytes);
          case "keyDecoded" -> left(Encoding.decoded(argument, key), bytes);
          case "reversedKey" -> new StringBuilder(key).reverse().toString().getBytes(UTF_8);
          case "maskedKey" -> masked(key, argument.split(" ", -1));
          default -> left(part(function, argument, key).getBytes(UTF_8), bytes);
        };
    return draft -> draft.withKey(other);
  }

  private static String part(String function, String argument, String key) {
    return switch (function) {
      case "strippedKey" -> key.strip();
      case "unquotedKey" -> key.replaceAll("^([\"'])(.*)\\1$", "$2");
      case "keyStart" -> {
        int length = Integer.parseInt(argument);
        yield key.substring(0, Math.min(key.length(), length < 0 ? key.length() + length : length));
      }
      case "keyEnd" -> key.substring(Math.min(key.length(), Integer.parseInt(argument)));
      case "lowerKey" -> key.toLowerCase(Locale.ROOT);
      case "upperKey" -> key.toUpperCase(Locale.ROOT);
      default -> throw unknown(function);
    };
  }

  /** Masks a key: the number of characters at its start, the mask, and the number at its end. */
  private static byte[] masked(String key, String[] form) {
    int first = Integer.parseInt(form[0]);
    int last = Integer.parseInt(form[2]);
    int hidden = key.length() - first - last;
    if (hidden <= 0 || first + last < FEWEST_LEFT) {
      return key.getBytes(UTF_8);
    }
    String mask = form[1].length() == 1 && !form[1].equals("…") ? form[1].repeat(hidden) : form[1];
    return (key.substring(0, first) + mask + key.substring(key.length() - last)).getBytes(UTF_8);
  }

  private static byte[] left(byte[] changed, byte[] otherwise) {
    return changed.length < FEWEST_LEFT ? otherwise : changed;
  }

  private static UnaryOperator<Draft> body(String function, String argument) {
    String[] pair = argument.split("=", 2);
    UnaryOperator<Body> change =
        switch (function) {
          case "sentIn" -> body -> sentIn(argument, body);
          case "sentTwice" -> Changes::sentTwice;
          case "text" -> text(body -> argument);
          case "body" -> text(body -> argument.replace("{body}", body.text()));
          case "replaced" -> text(body -> replaced(body.text(), pair[0], pair[1]));
          case "withoutLineEnd" -> text(body -> body.text().replaceFirst("\r?\n\\z", ""));
          case "stripped" -> text(body -> body.text().strip());
          case "normalized" ->
              text(body -> Normalizer.normalize(body.text(), Normalizer.Form.valueOf(argument)));
          case "bodyAs" -> bytes(Encoding.as(argument));
          case "bodyIn" -> bytes(Encoding.in(argument));
          case "json" -> ifJson(json -> json.text().replace(pair[0], pair[1]));
          case "printed" -> ifJson(json -> printed(argument, json));
          case "printedSorted" -> ifJson(json -> printed(argument, json.withValue(SORTED)));
          case "form" -> ifJson(json -> FormText.of(argument, json.value()));
          case "spacing" -> body -> body.rewritten(json -> json.spaced(argument));
          case "escapes" -> body -> body.rewritten(json -> json.escaped(argument));
          case "python" -> body -> body.rewritten(json -> json.spaced("spaced").escaped("u"));
          default -> body -> body.rewritten(json -> json.withValue(value(function, pair)));
        };
    return draft -> draft.withBody(change);
  }

  /** Replaces what a language prints otherwise than JSON: pairs of a~b, separated by semicolons. */
  private static String printed(String pairs, JsonBody json) {
    String text = json.spaced("spaced").escaped("").text();
    for (String pair : pairs.split(";", -1)) {
      String[] fromTo = pair.split("~", 2);
      text = text.replace(fromTo[0], fromTo[1]);
    }
    return text;
  }

  private static UnaryOperator<JsonElement> value(String function, String[] pair) {
    return value -> JsonChanges.of(function, pair, value);
  }

  private static UnaryOperator<Body> text(Function<Body, String> change) {
    return body -> body.withText(change.apply(body));
  }

  private static UnaryOperator<Body> bytes(UnaryOperator<byte[]> change) {
    return body -> body.withBytes(change.apply(body.bytes()));
  }

  private static UnaryOperator<Body> ifJson(Function<JsonBody, String> writer) {
    return body -> body.json().map(writer).map(body::withText).orElse(body);
  }

  private static String replaced(String text, String sent, String signed) {
    // A line feed stands for every line end.
    String plain = sent.equals("\n") ? text.replace("\r\n", "\n") : text;
    return plain.replace(sent, signed);
  }

  private static Body sentIn(String charset, Body body) {
    // In UTF-16, the byte order is that of the body.
    Charset sent =
        charset.equals("UTF-16") && body.isUtf16() ? body.charset() : Charset.forName(charset);
    boolean fits = body.isUtf16() == charset.startsWith("UTF-16") && !body.charset().equals(UTF_8);
    return fits && Body.isValid(body.bytes(), sent)
        ? Body.of(new String(body.bytes(), sent).getBytes(UTF_8))
        : body;
  }

  private static Body sentTwice(Body body) {
    byte[] once = body.text().getBytes(ISO_8859_1);
    boolean lossless = new String(once, ISO_8859_1).equals(body.text());
    return lossless && Body.isValid(once, UTF_8) ? Body.of(once) : body;
  }

  static IllegalArgumentException unknown(String function) {
    return new IllegalArgumentException("mistakes.txt names no function of its own: " + function);
  }
}
