package io.github.binancepay.tsp.sandbox.internal.provider;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Field of a body.
 *
 * @param required whether it must be present; an optional field may be missing or null
 */
record BodyField(String name, Type type, boolean required) {
  private static final int MAX_CHARACTERS = 128;
  private static final int MAX_ENTRIES = 100;
  private static final Pattern INTEGER_FORMAT = Pattern.compile("0|-?[1-9][0-9]*");

  /** Type of a field in JSON. */
  enum Type {
    TEXT("a string"),
    TEXTS("a list of strings"),
    INTEGER("an integer");

    private final String description;

    Type(String description) {
      this.description = description;
    }

    private boolean matches(JsonElement value) {
      return switch (this) {
        case TEXT -> isText(value);
        case TEXTS ->
            value instanceof JsonArray list && list.asList().stream().allMatch(BodyField::isText);
        case INTEGER ->
            value instanceof JsonPrimitive number
                && number.isNumber()
                && INTEGER_FORMAT.matcher(number.getAsString()).matches();
      };
    }
  }

  /** {@return the string, or the entries of the list; empty if the field is absent or a number} */
  List<String> texts(SandboxRequest request) {
    JsonElement value = value(request);
    if (value.isJsonNull() || type == Type.INTEGER) {
      return List.of();
    }
    return type == Type.TEXT
        ? List.of(value.getAsString())
        : value.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  /** {@return the value of an integer that passed the checks} */
  BigInteger integer(SandboxRequest request) {
    return value(request).getAsBigInteger();
  }

  private JsonElement value(SandboxRequest request) {
    return request.fields().getOrDefault(name, JsonNull.INSTANCE);
  }

  /** Creates the checks that follow from the types of an operation's fields. */
  static List<Check> checks(BodyField... fields) {
    List<BodyField> all = List.of(fields);
    return List.of(
        Check.documented(
            ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED,
            "a required field is missing, null or empty, or an optional one is empty",
            (request, provider) -> first(all, field -> field.findEmpty(request, all))),
        Check.policy(
            ResultCode.INVALID_REQUEST,
            "a field has another JSON type than documented",
            (request, provider) -> first(all, field -> field.findWrongType(request))),
        Check.policy(
            ResultCode.INVALID_PARAM_WRONG_LENGTH,
            "a string has more than 128 characters, or a list more than 100 entries",
            (request, provider) ->
                first(all, field -> field.findLongList(request))
                    .or(
                        () ->
                            first(all, field -> field.findText(request, BodyField::isTooLong))
                                .map(name -> name + " is longer than 128 characters"))),
        Check.policy(
            ResultCode.INVALID_PARAM_ILLEGAL_CHAR,
            "a string has a control character",
            (request, provider) ->
                first(all, field -> field.findText(request, BodyField::hasControlCharacter))
                    .map(name -> name + " has a control character")));
  }

  private static Optional<String> first(
      List<BodyField> all, Function<BodyField, Optional<String>> find) {
    return all.stream().map(find).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> findEmpty(SandboxRequest request, List<BodyField> all) {
    JsonElement value = value(request);
    String mistake = required ? " is missing, null or empty" : " is empty";
    return Check.unless(
        !isEmpty(value) || (!required && value.isJsonNull()),
        () -> name + mistake + similar(request, all));
  }

  /** Names the unknown member that may be meant for this missing field. */
  private String similar(SandboxRequest request, List<BodyField> all) {
    if (request.fields().containsKey(name)) {
      return "";
    }
    List<String> known = all.stream().map(BodyField::name).toList();
    return NearestName.of(
            name, request.fields().keySet().stream().filter(one -> !known.contains(one)).toList())
        .map(other -> ", but there is " + NearestName.printable(other) + "; write " + name)
        .orElse("");
  }

  private Optional<String> findWrongType(SandboxRequest request) {
    JsonElement value = value(request);
    return Check.unless(
        value.isJsonNull() || type.matches(value), () -> name + " is not " + type.description);
  }

  private Optional<String> findLongList(SandboxRequest request) {
    return Check.unless(
        texts(request).size() <= MAX_ENTRIES,
        () -> name + " has more than " + MAX_ENTRIES + " entries");
  }

  /** Names this field, or this list, if it has such a string. */
  private Optional<String> findText(SandboxRequest request, Predicate<String> wanted) {
    return Check.unless(
        texts(request).stream().noneMatch(wanted),
        () -> type == Type.TEXTS ? "an entry of " + name : name);
  }

  private static boolean isTooLong(String text) {
    return text.codePointCount(0, text.length()) > MAX_CHARACTERS;
  }

  private static boolean hasControlCharacter(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static boolean isEmpty(JsonElement value) {
    if (value instanceof JsonArray list) {
      return list.isEmpty() || list.asList().stream().anyMatch(BodyField::isEmpty);
    }
    return value.isJsonNull() || (isText(value) && value.getAsString().isEmpty());
  }

  private static boolean isText(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }
}
