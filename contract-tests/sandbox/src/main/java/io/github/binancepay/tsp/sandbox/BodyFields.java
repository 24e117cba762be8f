package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_ILLEGAL_CHAR;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_LENGTH;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The fields that a body must have, and the checks that follow from them. */
final class BodyFields {
  private static final int MAX_TEXT_LENGTH = 128;
  private static final int MAX_ENTRIES = 100;

  /**
   * A field that must be there: a string, or a list of strings.
   *
   * @param list whether it is a list
   */
  record Field(String name, boolean list) {
    static Field text(String name) {
      return new Field(name, false);
    }

    static Field texts(String name) {
      return new Field(name, true);
    }

    /** The value of a string, once the checks have made sure of it. */
    String value(SandboxRequest request) {
      return request.field(name).getAsString();
    }

    /** The entries of a list, or the string as the only one. */
    List<String> values(SandboxRequest request) {
      JsonElement value = request.field(name);
      return list
          ? value.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
          : List.of(value.getAsString());
    }

    private boolean hasRightType(SandboxRequest request) {
      JsonElement value = request.field(name);
      return list
          ? value.isJsonArray()
              && value.getAsJsonArray().asList().stream().allMatch(BodyFields::isText)
          : isText(value);
    }
  }

  private BodyFields() {}

  static List<Check> checks(Field... fields) {
    List<Field> all = List.of(fields);
    return List.of(
        Check.documented(
            MANDATORY_PARAM_EMPTY_OR_MALFORMED,
            names(all) + " is missing, null or empty",
            (request, state) ->
                first(all, field -> isMissing(request.field(field.name())))
                    .map(field -> field.name() + " is missing, null or empty")),
        Check.policy(
            INVALID_REQUEST,
            types(all),
            (request, state) ->
                first(all, field -> !field.hasRightType(request))
                    .map(field -> field.name() + " is not a " + type(field))),
        Check.policy(
            INVALID_PARAM_WRONG_LENGTH,
            "a string is longer than 128 characters, or a list than 100 entries",
            (request, state) -> lengths(all, request)),
        Check.policy(
            INVALID_PARAM_ILLEGAL_CHAR,
            "a string has a control character",
            (request, state) ->
                firstWith(all, request, text -> text.chars().anyMatch(Character::isISOControl))
                    .map(name -> name + " has a control character")));
  }

  private static String types(List<Field> all) {
    return Stream.of(false, true)
        .map(list -> all.stream().filter(field -> field.list() == list).toList())
        .filter(alike -> !alike.isEmpty())
        .map(alike -> names(alike) + " is not a " + type(alike.get(0)))
        .collect(joining(", or "));
  }

  private static String names(List<Field> fields) {
    List<String> names = fields.stream().map(field -> '`' + field.name() + '`').toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String type(Field field) {
    return field.list() ? "list of strings" : "string";
  }

  private static Optional<Field> first(List<Field> all, Predicate<Field> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  private static boolean isMissing(JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return true;
    }
    if (value.isJsonArray()) {
      return value.getAsJsonArray().isEmpty()
          || value.getAsJsonArray().asList().stream().anyMatch(BodyFields::isMissing);
    }
    return isText(value) && value.getAsString().isEmpty();
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static Optional<String> lengths(List<Field> all, SandboxRequest request) {
    return first(all, field -> field.values(request).size() > MAX_ENTRIES)
        .map(field -> field.name() + " has more than " + MAX_ENTRIES + " entries")
        .or(
            () ->
                firstWith(
                        all,
                        request,
                        text -> text.codePointCount(0, text.length()) > MAX_TEXT_LENGTH)
                    .map(name -> name + " is longer than " + MAX_TEXT_LENGTH + " characters"));
  }

  /** The first field with a text that is wanted, in words. */
  private static Optional<String> firstWith(
      List<Field> all, SandboxRequest request, Predicate<String> wanted) {
    return first(all, field -> field.values(request).stream().anyMatch(wanted))
        .map(field -> field.list() ? "an entry of " + field.name() : field.name());
  }
}
