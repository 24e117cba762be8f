package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_ILLEGAL_CHAR;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_LENGTH;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The fields of a body, and the checks that follow from them. */
public final class BodyFields {
  private static final int MAX_TEXT_LENGTH = 128;
  private static final int MAX_ENTRIES = 100;
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

  /** What the value of a field is in JSON. */
  enum Type {
    TEXT("a string"),
    TEXTS("a list of strings"),
    INTEGER("an integer");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    private boolean matches(JsonElement value) {
      return switch (this) {
        case TEXT -> isText(value);
        case TEXTS -> isListOfTexts(value);
        case INTEGER -> isInteger(value);
      };
    }
  }

  /**
   * A field of a body.
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

    /** The value of a string, once the checks have made sure of it. */
    String value(SandboxRequest request) {
      return request.field(name).getAsString();
    }

    /** The value of a string that may be missing. */
    Optional<String> optionalValue(SandboxRequest request) {
      return isAbsent(request) ? Optional.empty() : Optional.of(value(request));
    }

    /** The value of an integer. */
    BigInteger integerValue(SandboxRequest request) {
      return request.field(name).getAsBigInteger();
    }

    /** The entries of a list, or the string as the only one; none of what is no text. */
    List<String> values(SandboxRequest request) {
      if (type == Type.INTEGER || isAbsent(request)) {
        return List.of();
      }
      JsonElement value = request.field(name);
      if (type == Type.TEXT) {
        return List.of(value.getAsString());
      }
      List<String> texts = new ArrayList<>(value.getAsJsonArray().size());
      value.getAsJsonArray().forEach(entry -> texts.add(entry.getAsString()));
      return Collections.unmodifiableList(texts);
    }

    /** Whether one of these texts is such, found without making a list of them. */
    private boolean hasText(SandboxRequest request, Predicate<String> such) {
      if (type == Type.INTEGER || isAbsent(request)) {
        return false;
      }
      JsonElement value = request.field(name);
      return type == Type.TEXTS
          ? any(value.getAsJsonArray(), entry -> such.test(entry.getAsString()))
          : such.test(value.getAsString());
    }

    private boolean hasTooManyEntries(SandboxRequest request) {
      return type == Type.TEXTS
          && !isAbsent(request)
          && request.field(name).getAsJsonArray().size() > MAX_ENTRIES;
    }

    private boolean isAbsent(SandboxRequest request) {
      return request.field(name) == null || request.field(name).isJsonNull();
    }

    private boolean isMissing(SandboxRequest request) {
      return !(optional && isAbsent(request)) && BodyFields.isMissing(request.field(name));
    }

    private boolean hasRightType(SandboxRequest request) {
      return isAbsent(request) || type.matches(request.field(name));
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
                first(all, field -> !field.hasRightType(request))
                    .map(field -> field.name() + " is not " + field.type().words)),
        Check.policy(
            INVALID_PARAM_WRONG_LENGTH,
            "a string is longer than 128 characters"
                + (all.stream().anyMatch(field -> field.type() == Type.TEXTS)
                    ? ", or a list than 100 entries"
                    : ""),
            (request, provider) -> lengths(all, request)),
        Check.policy(
            INVALID_PARAM_ILLEGAL_CHAR,
            "a string has a control character",
            (request, provider) ->
                firstWith(all, request, BodyFields::hasControlCharacter)
                    .map(name -> name + " has a control character")));
  }

  /** The member that may be meant for a field that is missing. */
  private static String similar(Field missing, List<Field> all, SandboxRequest request) {
    List<String> known = all.stream().map(Field::name).toList();
    return Optional.of(request.fieldNames())
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
    return Arrays.stream(Type.values())
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

  // Loops, not streams: these are made for every field of every request.
  private static Optional<Field> first(List<Field> all, Predicate<Field> wanted) {
    for (Field field : all) {
      if (wanted.test(field)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private static boolean any(Iterable<JsonElement> entries, Predicate<JsonElement> wanted) {
    for (JsonElement entry : entries) {
      if (wanted.test(entry)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasControlCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMissing(JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return true;
    }
    if (value.isJsonArray()) {
      return value.getAsJsonArray().isEmpty() || any(value.getAsJsonArray(), BodyFields::isMissing);
    }
    return isText(value) && value.getAsString().isEmpty();
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static boolean isListOfTexts(JsonElement value) {
    return value.isJsonArray() && !any(value.getAsJsonArray(), entry -> !isText(entry));
  }

  private static boolean isInteger(JsonElement value) {
    return value.isJsonPrimitive()
        && value.getAsJsonPrimitive().isNumber()
        && INTEGER.matcher(value.getAsString()).matches();
  }

  private static Optional<String> lengths(List<Field> all, SandboxRequest request) {
    return first(all, field -> field.hasTooManyEntries(request))
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
    return first(all, field -> field.hasText(request, wanted))
        .map(field -> field.type() == Type.TEXTS ? "an entry of " + field.name() : field.name());
  }
}
