package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of the table that change JSON, by name. */
final class JsonChanges {
  /** Members of the requests, in the order of the reference page. */
  private static final List<String> DOCUMENTED =
      List.of("page", "rows", "merchantId", "scopes", "ipWhitelist");

  private static final Comparator<String> BY_PLACE =
      Comparator.comparingInt(
          name -> DOCUMENTED.contains(name) ? DOCUMENTED.indexOf(name) : DOCUMENTED.size());

  private static final String START = "(?<=[:\\[,]\\s{0,40})";
  private static final String END = "(?=[\\s,\\]}])";
  private static final Pattern NUMBER = Pattern.compile(START + "-?[0-9][-+.0-9eE]*" + END);
  private static final Pattern DIGITS = Pattern.compile("\"(\\w+)Str\": ?\"([0-9]{16,400})\"");
  private static final Pattern NAME = Pattern.compile("\"([\\w-]+)\"(?=: ?)");
  private static final Pattern WORD_START = Pattern.compile("[_-]([A-Za-z0-9])");

  private JsonChanges() {}

  static UnaryOperator<Body> of(String function, String argument) {
    String[] pair = argument.split("=", 2);
    return switch (function) {
      case "sorted" -> value(object -> sorted(object, Comparator.naturalOrder()));
      case "documentedOrder" -> value(object -> sorted(object, BY_PLACE));
      case "with" -> value(object -> with(object, pair[0], JsonParser.parseString(pair[1])));
      case "without" -> value(object -> without(object, argument));
      case "restored" -> text(JsonChanges::restored);
      case "json" -> text(json -> json.replace(pair[0], pair[1]));
      case "names" -> text(json -> replaced(json, NAME, match -> renamed(argument, match.group())));
      case "rounded" -> text(json -> replaced(json, NUMBER, match -> rounded(match.group())));
      case "form" -> body -> body.written(json -> form(argument, json.value()));
      case "printed" -> body -> body.written(json -> printed(argument, json));
      case "spacing" -> json(json -> new JsonBody(json.value(), argument, json.escapes()));
      case "escapes" -> json(json -> new JsonBody(json.value(), json.spacing(), argument));
      case "python" -> json(json -> new JsonBody(json.value(), "spaced", "u"));
      case "numbersAsStrings" -> replaced(NUMBER.pattern(), "\"$0\"");
      case "stringsAsNumbers" -> replaced(START + "\"(0|-?[1-9][0-9]*)\"" + END, "$1");
      case "decimalPoint" -> replaced(START + "-?[0-9]+" + END, "$0.0");
      case "noDecimalPoint" -> replaced(START + "(-?[0-9]+)[.]0+" + END, "$1");
      case "withoutNulls" -> withoutMembers("null");
      case "withoutEmpty" -> withoutMembers("(?:null|\\[]|\\{}|\"\")");
      default -> throw new IllegalArgumentException("mistakes.txt names no function: " + function);
    };
  }

  private static UnaryOperator<Body> json(UnaryOperator<JsonBody> change) {
    return body -> body.written(json -> change.apply(json).text());
  }

  /** Changes the text of JSON, in any style. */
  private static UnaryOperator<Body> text(UnaryOperator<String> change) {
    return body -> body.json().isPresent() ? body.withText(change.apply(body.text())) : body;
  }

  private static UnaryOperator<Body> replaced(String pattern, String replacement) {
    return text(json -> json.replaceAll(pattern, replacement));
  }

  private static UnaryOperator<Body> withoutMembers(String value) {
    String member = "\"\\w+\": ?" + value;
    return replaced(member + ",\\s*|,\\s*" + member + "|" + member, "");
  }

  private static UnaryOperator<Body> value(Function<JsonObject, JsonElement> change) {
    return json(
        json -> {
          JsonObject changed = change.apply(json.value()).getAsJsonObject();
          return new JsonBody(changed, json.spacing(), json.escapes());
        });
  }

  private static JsonElement sorted(JsonElement value, Comparator<String> order) {
    if (value instanceof JsonArray list) {
      JsonArray changed = new JsonArray();
      list.forEach(entry -> changed.add(sorted(entry, order)));
      return changed;
    }
    if (value instanceof JsonObject object) {
      JsonObject changed = new JsonObject();
      object.keySet().stream()
          .sorted(order)
          .forEach(name -> changed.add(name, sorted(object.get(name), order)));
      return changed;
    }
    return value;
  }

  private static JsonObject without(JsonObject object, String name) {
    JsonObject changed = object.deepCopy();
    changed.remove(name);
    return changed;
  }

  /** Adds a member in the order of the reference page, if the others are in it. */
  private static JsonElement with(JsonObject object, String name, JsonElement value) {
    if (object.has(name)) {
      return object;
    }
    JsonObject changed = object.deepCopy();
    changed.add(name, value);
    boolean isInOrder = sorted(object, BY_PLACE).toString().equals(object.toString());
    return isInOrder ? sorted(changed, BY_PLACE) : changed;
  }

  private static String replaced(
      String json, Pattern pattern, Function<MatchResult, String> change) {
    return pattern.matcher(json).replaceAll(match -> Matcher.quoteReplacement(change.apply(match)));
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

  /** Replaces what a language prints otherwise than JSON: pairs of a~b, separated by semicolons. */
  private static String printed(String pairs, JsonBody json) {
    String text = new JsonBody(json.value(), "spaced", "").text();
    for (String pair : pairs.split(";", -1)) {
      String[] fromTo = pair.split("~", 2);
      text = text.replace(fromTo[0], fromTo[1]);
    }
    return text;
  }

  /**
   * Writes an object as a form, {@code name=value&...}.
   *
   * @param style what follows the name of a list at each of its entries, and "encoded"
   */
  private static String form(String style, JsonObject object) {
    String suffix = style.replaceAll("name| encoded", "");
    List<String> pairs = new ArrayList<>();
    for (String name : object.keySet()) {
      if (object.get(name) instanceof JsonArray list && !style.startsWith("json")) {
        for (int i = 0; i < list.size(); i++) {
          pairs.add(pair(style, name + suffix.replace("0", Integer.toString(i)), list.get(i)));
        }
      } else {
        pairs.add(pair(style, name, object.get(name)));
      }
    }
    return String.join("&", pairs);
  }

  private static String pair(String style, String name, JsonElement value) {
    String text = value.isJsonPrimitive() ? value.getAsString() : value.toString();
    return style.endsWith("encoded")
        ? URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(text, UTF_8)
        : name + "=" + text;
  }
}
