package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row of a table of requests: a change of one part of a right request.
 *
 * @param code the result code of the response
 * @param description hint of the response, or description of the request
 * @param change kind of change, name and value
 */
public record RequestChange(String code, String description, String change) {
  private static final Pattern REPEATED = Pattern.compile("<([^<>]+)\\*(\\d+)>");

  /** Reads a table beside this class. */
  static List<RequestChange> rows(String file) throws IOException {
    try (InputStream table = RequestChange.class.getResourceAsStream(file)) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 3))
          .map(row -> new RequestChange(row[0], row[1], row[2]))
          .toList();
    }
  }

  public TestRequest in(TestRequest request) {
    String[] parts = change.split(" ", 2);
    String argument = repeated(parts.length == 1 ? "" : parts[1]);
    String[] named = argument.split(" ", 2);
    String value = named.length == 1 ? "" : named[1];
    return switch (parts[0]) {
      case "method" -> request.method(argument);
      case "path" -> request.path(argument);
      case "header" -> request.header(named[0], value.split(" & "));
      case "no-header" -> request.header(argument);
      case "secret-key" -> request.credentials("sandbox-api-key", argument);
      case "signature" -> request.signature(right -> signature(argument, right));
      case "field" -> request.field(named[0], value);
      case "no-field" -> request.without(argument);
      case "rename-field" -> request.without(named[0]).field(value, "\"merchant1\"");
      case "rename-header" -> request.header(named[0]).header(value, "0");
      case "move-to-query" ->
          request
              .header(named[0])
              .path(TestRequest.PATH + "?" + (value.isEmpty() ? named[0] : value) + "=1");
      case "query" -> request.operation(QueryAuthorizations.OPERATION, "{" + argument + "}");
      case "append" -> request.behindBody(argument);
      case "body" -> request.body(argument.translateEscapes().getBytes(ISO_8859_1));
      case "signed-as" -> request.signedAs(argument.translateEscapes());
      default -> throw new IllegalArgumentException(change);
    };
  }

  /** Replaces each {@code <x*3>} by xxx. */
  static String repeated(String text) {
    return REPEATED
        .matcher(text)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(part.group(1).repeat(Integer.parseInt(part.group(2)))));
  }

  private static String signature(String change, String right) {
    return switch (change) {
      case "lower-case" -> right.toLowerCase(Locale.ROOT);
      case "cut" -> right.substring(1);
      case "other-digit" -> (right.startsWith("0") ? "1" : "0") + right.substring(1);
      default -> throw new IllegalArgumentException(change);
    };
  }

  @Override
  public String toString() {
    return code + ": " + description;
  }
}
