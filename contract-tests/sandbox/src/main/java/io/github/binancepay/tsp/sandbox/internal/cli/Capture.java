package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Captured request.
 *
 * @param request received at its header {@code Date}; without one, at its timestamp
 * @param dated whether it has a header {@code Date}
 * @param remarks what is odd in the capture itself, a sentence each
 */
record Capture(SandboxRequest request, boolean dated, List<String> remarks) {
  private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ \\S+|\\w+ \\S+ HTTP/[0-9.]+");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+:.*");

  /** Reads a command line of curl, or the text of an HTTP request. Messages quote no value. */
  static Capture read(byte[] capture) {
    // A character for each byte, so that no byte of a body is lost.
    String text = new String(capture, ISO_8859_1).replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "");
    String first = text.lines().findFirst().orElse("").strip();
    if (REQUEST_LINE.matcher(first).matches() || HEADER.matcher(first).matches()) {
      return readHttp(text);
    }
    if (text.contains("curl")) {
      return CurlReader.read(text);
    }
    throw new InputException(
        (text.isEmpty() ? "The capture is empty" : "The capture cannot be read")
            + "; expected a curl command line, or the headers and the body of an HTTP request");
  }

  private static Capture readHttp(String text) {
    String[] headAndBody = text.split("\r?\n\r?\n", 2);
    List<String> lines = headAndBody[0].lines().toList();
    boolean hasLine = REQUEST_LINE.matcher(lines.get(0).strip()).matches();
    // A provider is only sent POST, and a notification is one.
    String[] requestLine = (hasLine ? lines.get(0).strip() : "POST /").split(" ", -1);
    List<String> remarks = new ArrayList<>();
    List<Header> headers = new ArrayList<>();
    for (int i = hasLine ? 1 : 0; i < lines.size(); i++) {
      if (lines.get(i).indexOf(':') > 0) {
        headers.add(header(lines.get(i)));
      } else {
        remarks.add("Line " + (i + 1) + " of the capture is no header: it has no name and colon.");
      }
    }
    String body = body(headAndBody.length > 1 ? headAndBody[1] : "", headers, remarks);
    return of(requestLine[0], requestLine[1], headers, body, remarks);
  }

  private static String body(String rest, List<Header> headers, List<String> remarks) {
    if (value(headers, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
      throw new InputException(
          "The body of the capture is in chunks; write it alone, without Transfer-Encoding");
    }
    String length = value(headers, "Content-Length");
    int expected = length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : rest.length();
    if (expected > rest.length()) {
      remarks.add(
          String.format(
              "The capture has %s bytes of the body, and its Content-Length is %s: a part is"
                  + " missing, or its line ends were changed.",
              rest.length(), expected));
    }
    // An editor has added what follows.
    return rest.substring(0, Math.min(expected, rest.length()));
  }

  /** Creates a capture of a request to a URL or path, whose body has a character for each byte. */
  static Capture of(
      String method, String target, List<Header> headers, String body, List<String> remarks) {
    int host = target.indexOf("://");
    int start = host < 0 ? 0 : target.indexOf('/', host + 3);
    String[] pathAndQuery =
        (start < 0 ? "/" : target.substring(start)).split("#", 2)[0].split("[?]", 2);
    Optional<Instant> date = date(value(headers, "Date"));
    return new Capture(
        new SandboxRequest(
            method,
            pathAndQuery[0],
            pathAndQuery.length > 1 ? pathAndQuery[1] : "",
            headers,
            Optional.of(body.getBytes(ISO_8859_1)),
            sentAtMillis(date, value(headers, TransportChecks.TIMESTAMP))),
        date.isPresent(),
        remarks);
  }

  static Header header(String line) {
    int colon = line.indexOf(':');
    return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  private static String value(List<Header> headers, String name) {
    List<Header> found = headers.stream().filter(one -> one.name().equalsIgnoreCase(name)).toList();
    return found.size() == 1 ? found.get(0).value() : "";
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static long sentAtMillis(Optional<Instant> date, String timestamp) {
    long named = timestamp.matches("[0-9]{1,18}") ? Long.parseLong(timestamp) : 0;
    if (date.isPresent()) {
      // A header Date has whole seconds: the moment in it that is nearest to the timestamp.
      long second = date.get().toEpochMilli();
      return Math.max(second, Math.min(second + 999, named));
    }
    // Milliseconds have 13 digits in the years 2001 to 2286, seconds 10 and microseconds 16.
    return switch (Long.toString(named).length()) {
      case 13 -> named;
      case 10 -> named * 1000;
      case 16 -> named / 1000;
      default -> System.currentTimeMillis();
    };
  }
}
