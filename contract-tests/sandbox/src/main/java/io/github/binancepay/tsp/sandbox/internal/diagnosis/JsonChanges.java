package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.util.stream.Collectors.joining;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Functions of the table that change a JSON value, by name; each returns a new value. */
final class JsonChanges {
  /** Members of the requests, in the order of the reference page. */
  private static final List<String> DOCUMENTED =
      List.of("page", "rows", "merchantId", "scopes", "ipWhitelist");

  private static final Gson GSON = new Gson();
  private static final Pattern WORD_START = Pattern.compile("[_-]([A-Za-z0-9])");

  private JsonChanges() {}

  static JsonElement of(String function, String[] pair, JsonElement value) {
    return switch (function) {
      case "sorted" -> sorted(value, Comparator.naturalOrder());
      case "sortedBackwards" -> sorted(value, Comparator.reverseOrder());
      case "documentedOrder" -> sorted(value, Comparator.comparingInt(JsonChanges::place));
      case "names" -> objects(value, object -> renamed(object, pair[0]));
      case "withoutNulls" -> without(value, JsonElement::isJsonNull);
      case "withoutEmpty" -> without(value, JsonChanges::isEmpty);
      case "without" -> value.isJsonObject() ? without(value.getAsJsonObject(), pair[0]) : value;
      case "with" ->
          value.isJsonObject() ? with(value.getAsJsonObject(), pair[0], parsed(pair[1])) : value;
      case "restored" -> objects(value, JsonChanges::restored);
      default -> leaves(value, leaf -> leaf(function, pair, leaf));
    };
  }

  private static JsonElement leaf(String function, String[] pair, JsonElement leaf) {
    String text = leaf.isJsonPrimitive() ? leaf.getAsString() : leaf.toString();
    boolean number = leaf.isJsonPrimitive() && leaf.getAsJsonPrimitive().isNumber();
    return switch (function) {
      case "empty" -> leaf.toString().equals(pair[0]) ? parsed(pair[1]) : leaf;
      case "numbersAsStrings" -> number ? new JsonPrimitive(text) : leaf;
      case "wordsAsStrings" -> leaf.isJsonPrimitive() ? new JsonPrimitive(text) : leaf;
      case "stringsAsNumbers" ->
          isString(leaf) && text.matches("0|-?[1-9][0-9]{0,99}") ? parsed(text) : leaf;
      case "decimalPoint" -> number && text.matches("-?[0-9]+") ? parsed(text + ".0") : leaf;
      case "noDecimalPoint" -> number ? parsed(text.replaceFirst("[.]0+$", "")) : leaf;
      case "joinedLists" -> leaf.isJsonArray() ? new JsonPrimitive(joined(leaf)) : leaf;
      case "rounded", "exponent" -> number ? rounded(function, leaf) : leaf;
      default -> throw Changes.unknown(function);
    };
  }

  // Numbers keep the digits that they are parsed from.
  private static JsonElement parsed(String json) {
    return GSON.fromJson(json, JsonElement.class);
  }

  private static boolean isString(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static boolean isEmpty(JsonElement value) {
    return List.of("null", "[]", "{}", "\"\"").contains(value.toString());
  }

  private static JsonElement objects(JsonElement value, UnaryOperator<JsonObject> change) {
    return leaves(value, one -> one.isJsonObject() ? change.apply(one.getAsJsonObject()) : one);
  }

  /** Changes each value, the inner values first. */
  private static JsonElement leaves(JsonElement value, UnaryOperator<JsonElement> change) {
    JsonElement inner = value;
    if (value.isJsonArray()) {
      JsonArray changed = new JsonArray();
      value.getAsJsonArray().forEach(entry -> changed.add(leaves(entry, change)));
      inner = changed;
    } else if (value.isJsonObject()) {
      JsonObject changed = new JsonObject();
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(member -> changed.add(member.getKey(), leaves(member.getValue(), change)));
      inner = changed;
    }
    return change.apply(inner);
  }

  private static JsonElement sorted(JsonElement value, Comparator<String> order) {
    return objects(
        value,
        object -> {
          JsonObject changed = new JsonObject();
          object.keySet().stream()
              .sorted(order)
              .forEach(name -> changed.add(name, object.get(name)));
          return changed;
        });
  }

  private static int place(String name) {
    return DOCUMENTED.contains(name) ? DOCUMENTED.indexOf(name) : DOCUMENTED.size();
  }

  private static JsonObject renamed(JsonObject object, String form) {
    JsonObject changed = new JsonObject();
    object
        .entrySet()
        .forEach(member -> changed.add(name(form, member.getKey()), member.getValue()));
    return changed;
  }

  private static String name(String form, String name) {
    String joined =
        WORD_START.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    String first = joined.substring(0, Math.min(1, joined.length()));
    String rest = joined.substring(first.length());
    return switch (form) {
      case "PascalCase" -> first.toUpperCase(Locale.ROOT) + rest;
      case "camelCase" -> first.toLowerCase(Locale.ROOT) + rest;
      case "lowercase" -> name.toLowerCase(Locale.ROOT);
      case "UPPERCASE" -> name.toUpperCase(Locale.ROOT);
      default ->
          joined
              .replaceAll("(?<=[a-z0-9])([A-Z])", (form.startsWith("snake") ? "_" : "-") + "$1")
              .toLowerCase(Locale.ROOT);
    };
  }

  private static JsonElement without(JsonElement value, Predicate<JsonElement> such) {
    return objects(
        value,
        object -> {
          object.entrySet().removeIf(member -> such.test(member.getValue()));
          return object;
        });
  }

  private static JsonObject without(JsonObject object, String name) {
    JsonObject changed = object.deepCopy();
    changed.remove(name);
    return changed;
  }

  /** Adds a member in the order of the reference page. */
  private static JsonObject with(JsonObject object, String name, JsonElement value) {
    if (object.has(name)) {
      return object;
    }
    List<String> names = new ArrayList<>(object.keySet());
    int next = 0;
    while (next < names.size() && place(names.get(next)) <= place(name)) {
      next++;
    }
    names.add(next, name);
    JsonObject changed = new JsonObject();
    names.forEach(one -> changed.add(one, one.equals(name) ? value : object.get(one)));
    return changed;
  }

  /** Gives a number the digits of the member with its name and {@code Str}. */
  private static JsonObject restored(JsonObject object) {
    for (String name : List.copyOf(object.keySet())) {
      JsonElement digits = object.get(name + "Str");
      if (digits != null
          && isString(digits)
          && digits.getAsString().matches("-?[0-9]{1,400}")
          && object.get(name).isJsonPrimitive()
          && object.get(name).getAsString().matches("-?[0-9][-+0-9.eE]*")
          && object.get(name).getAsDouble() == digits.getAsDouble()) {
        object.add(name, parsed(digits.getAsString()));
      }
    }
    return object;
  }

  /** Rounds a number to 64 bits of floating point if it has more digits than these keep. */
  private static JsonElement rounded(String function, JsonElement number) {
    double rounded = number.getAsDouble();
    if (!Double.isFinite(rounded) || number.getAsString().replaceAll("\\D", "").length() < 16) {
      return number;
    }
    String text = Double.toString(rounded);
    return parsed(
        function.equals("exponent")
            ? text.replace("E", "e+").replace("e+-", "e-")
            : new BigDecimal(text).toPlainString());
  }

  private static String joined(JsonElement list) {
    return list.getAsJsonArray().asList().stream().map(JsonChanges::plain).collect(joining(","));
  }

  /** {@return a string without quotes, or another value as JSON} */
  static String plain(JsonElement value) {
    return isString(value) ? value.getAsString() : value.toString();
  }
}
