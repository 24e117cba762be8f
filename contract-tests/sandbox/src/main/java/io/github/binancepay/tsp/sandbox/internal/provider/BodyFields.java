package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_ILLEGAL_CHAR;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_LENGTH;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fields of a body, and the checks that follow from their types. */
final class BodyFields {
  private static final int MAX_TEXT_LENGTH = 128;
  private static final int MAX_ENTRIES = 100;
  private static final Pattern INTEGER_FORMAT = Pattern.compile("0|-?[1-9][0-9]*");

  /** Type of a field in JSON. */
  enum Type {
    TEXT("a string", BodyFields::isText),
    TEXTS(
        "a list of strings",
        value ->
            value instanceof JsonArray list && list.asList().stream().allMatch(BodyFields::isText)),
    INTEGER(
        "an integer",
        value ->
            value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber()
                && INTEGER_FORMAT.matcher(value.getAsString()).matches());

    private final String words;

    // A lambda without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<JsonElement> format;

    Type(String words, Predicate<JsonElement> format) {
      this.words = words;
      this.format = format;
    }
  }

  /**
   * Field of a body.
   *
   * @param optional whether it may be missing or null
   */
  record Field(String name, Type type, boolean optional) {
    static Field text(String name) {
      return new Field(name, Type.TEXT, false);
    }

    static Field optionalText(String name) {
      return new Field(name, Type.TEXT, true);
    }

    static Field texts(String name) {
      return new Field(name, Type.TEXTS, false);
    }

    static Field integer(String name) {
      return new Field(name, Type.INTEGER, false);
    }

    /** The value of a string, once the checks have passed. */
    String value(SandboxRequest request) {
      return json(request).getAsString();
    }

    /** The value of a string that may be missing. */
    Optional<String> optionalValue(SandboxRequest request) {
      return isAbsent(request) ? Optional.empty() : Optional.of(value(request));
    }

    /** The value of an integer. */
    BigInteger integerValue(SandboxRequest request) {
      return json(request).getAsBigInteger();
    }

    /** The entries of a list, or the string as the only one; none of an integer. */
    List<String> values(SandboxRequest request) {
      if (type == Type.INTEGER || isAbsent(request)) {
        return List.of();
      }
      return type == Type.TEXT
          ? List.of(value(request))
          : json(request).getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    }

    private JsonElement json(SandboxRequest request) {
      return request.fields().getOrDefault(name, JsonNull.INSTANCE);
    }

    private boolean isAbsent(SandboxRequest request) {
      return json(request).isJsonNull();
    }

    private boolean isMissing(SandboxRequest request) {
      return !(optional && isAbsent(request)) && BodyFields.isMissing(json(request));
    }

    private boolean hasWrongType(SandboxRequest request) {
      return !isAbsent(request) && !type.format.test(json(request));
    }
  }

  private BodyFields() {}

  static List<Check> checks(Field... fields) {
    List<Field> all = List.of(fields);
    return List.of(
        Check.documented(
            MANDATORY_PARAM_EMPTY_OR_MALFORMED,
            missing(all),
            (request, provider) ->
                first(all, field -> field.isMissing(request))
                    .map(
                        field ->
                            field.name()
                                + (field.optional() ? " is empty" : " is missing, null or empty")
                                + similar(field, all, request))),
        Check.policy(
            INVALID_REQUEST,
            types(all),
            (request, provider) ->
                first(all, field -> field.hasWrongType(request))
                    .map(field -> field.name() + " is not " + field.type().words)),
        Check.policy(
            INVALID_PARAM_WRONG_LENGTH,
            "a string is longer than 128 characters"
                + (all.stream().anyMatch(field -> field.type() == Type.TEXTS)
                    ? ", or a list than 100 entries"
                    : ""),
            (request, provider) ->
                first(all, field -> field.values(request).size() > MAX_ENTRIES)
                    .map(field -> field.name() + " has more than " + MAX_ENTRIES + " entries")
                    .or(
                        () ->
                            firstWith(all, request, BodyFields::isTooLong)
                                .map(name -> name + " is longer than 128 characters"))),
        Check.policy(
            INVALID_PARAM_ILLEGAL_CHAR,
            "a string has a control character",
            (request, provider) ->
                firstWith(all, request, text -> text.chars().anyMatch(Character::isISOControl))
                    .map(name -> name + " has a control character")));
  }

  /** Names the unknown member that may be meant for a missing field. */
  private static String similar(Field missing, List<Field> all, SandboxRequest request) {
    List<String> known = all.stream().map(Field::name).toList();
    return Optional.of(request.fields().keySet())
        .filter(names -> !names.contains(missing.name()))
        .flatMap(
            names ->
                NearestName.of(
                    missing.name(), names.stream().filter(name -> !known.contains(name)).toList()))
        .map(name -> ", but there is " + NearestName.printable(name) + "; write " + missing.name())
        .orElse("");
  }

  private static String missing(List<Field> all) {
    List<Field> required = all.stream().filter(field -> !field.optional()).toList();
    List<Field> optional = all.stream().filter(Field::optional).toList();
    return names(required)
        + " is missing, null or empty"
        + (optional.isEmpty() ? "" : ", or " + names(optional) + " is empty");
  }

  private static String types(List<Field> all) {
    return Stream.of(Type.values())
        .map(type -> all.stream().filter(field -> field.type() == type).toList())
        .filter(alike -> !alike.isEmpty())
        .map(alike -> names(alike) + " is not " + alike.get(0).type().words)
        .collect(joining(", or "));
  }

  private static String names(List<Field> fields) {
    List<String> names = fields.stream().map(field -> '`' + field.name() + '`').toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static Optional<Field> first(List<Field> all, Predicate<Field> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  /** Names the first field, or the list, that has such a string. */
  private static Optional<String> firstWith(
      List<Field> all, SandboxRequest request, Predicate<String> wanted) {
    return first(all, field -> field.values(request).stream().anyMatch(wanted))
        .map(field -> field.type() == Type.TEXTS ? "an entry of " + field.name() : field.name());
  }

  private static boolean isTooLong(String text) {
    return text.codePointCount(0, text.length()) > MAX_TEXT_LENGTH;
  }

  private static boolean isMissing(JsonElement value) {
    if (value instanceof JsonArray list) {
      return list.isEmpty() || list.asList().stream().anyMatch(BodyFields::isMissing);
    }
    return value.isJsonNull() || (isText(value) && value.getAsString().isEmpty());
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }
}
