package io.github.binancepay.tsp.sandbox.internal.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.SendTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of an HTTP request, whose lines end in CRLF or LF. */
final class RawHttpReader {
  private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[^\n]*\n");

  private RawHttpReader() {}

  static CapturedRequest read(String text) {
    Matcher end = END_OF_HEAD.matcher(text);
    boolean hasBody = end.find();
    List<String> lines = (hasBody ? text.substring(0, end.start()) : text).lines().toList();
    String[] requestLine = lines.get(0).strip().split(" ", 3);
    List<String> remarks = new ArrayList<>();
    List<Header> headers = headers(lines.subList(1, lines.size()), remarks);
    CapturedRequest head =
        new CapturedRequest(
            requestLine[0],
            requestLine[1],
            headers,
            new byte[0],
            Optional.empty(),
            Optional.empty(),
            remarks);
    String body = body(hasBody ? text.substring(end.end()) : "", head);
    return new CapturedRequest(
        head.method(),
        head.url(),
        headers,
        body.getBytes(ISO_8859_1),
        Optional.empty(),
        time(head),
        remarks);
  }

  private static List<Header> headers(List<String> lines, List<String> remarks) {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).indexOf(':') > 0) {
        headers.add(Header.of(lines.get(i)));
      } else {
        remarks.add(
            "Line " + (i + 2) + " of the capture is not a header: it has no name and colon.");
      }
    }
    return headers;
  }

  private static String body(String rest, CapturedRequest head) {
    if (head.values("Transfer-Encoding").stream().anyMatch("chunked"::equalsIgnoreCase)) {
      return chunks(rest, head.remarks());
    }
    List<String> length = head.values("Content-Length");
    if (length.isEmpty() || !length.get(0).matches("[0-9]{1,9}")) {
      return rest;
    }
    int expected = Integer.parseInt(length.get(0));
    if (expected <= rest.length()) {
      // Behind it is what an editor has added.
      return rest.substring(0, expected);
    }
    head.remarks()
        .add(
            String.format(
                "The capture has %d bytes of the body where its Content-Length says %d: it is not"
                    + " whole, or its line ends were changed.",
                rest.length(), expected));
    return rest;
  }

  private static String chunks(String rest, List<String> remarks) {
    StringBuilder body = new StringBuilder();
    Matcher size = CHUNK_SIZE.matcher(rest);
    for (int at = 0; size.region(at, rest.length()).lookingAt(); ) {
      int length = Integer.parseInt(size.group(1), 16);
      if (length == 0) {
        return body.toString();
      }
      if (length > rest.length() - size.end()) {
        break;
      }
      body.append(rest, size.end(), size.end() + length);
      at = size.end() + length;
      at += rest.startsWith("\r\n", at) ? 2 : rest.startsWith("\n", at) ? 1 : 0;
    }
    remarks.add("The body is said to be chunked, but its chunks cannot be read to the last one.");
    return body.length() == 0 ? rest : body.toString();
  }

  /** The date of the sender, which has whole seconds. */
  private static Optional<SendTime> time(CapturedRequest head) {
    List<String> date = head.values("Date");
    if (date.size() != 1) {
      return Optional.empty();
    }
    try {
      Instant second =
          ZonedDateTime.parse(date.get(0), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(new SendTime(second, second.plusMillis(999), "its header Date"));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
