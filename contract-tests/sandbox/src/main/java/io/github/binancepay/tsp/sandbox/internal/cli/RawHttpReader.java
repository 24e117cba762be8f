package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.binancepay.tsp.sandbox.internal.cli.CapturedRequest.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of an HTTP request, with or without its request line. */
final class RawHttpReader {
  private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ \\S+|\\w+ \\S+ HTTP/[0-9.]+");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+:.*");
  private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");

  private RawHttpReader() {}

  static boolean isHttp(String text) {
    String first = text.lines().findFirst().orElse("").strip();
    return REQUEST_LINE.matcher(first).matches() || HEADER.matcher(first).matches();
  }

  static CapturedRequest read(String text) {
    Matcher end = END_OF_HEAD.matcher(text);
    boolean hasBody = end.find();
    List<String> lines = (hasBody ? text.substring(0, end.start()) : text).lines().toList();
    boolean hasLine = REQUEST_LINE.matcher(lines.get(0).strip()).matches();
    // A provider is only sent POST, and a notification is one.
    String[] requestLine =
        hasLine ? lines.get(0).strip().split(" ", -1) : new String[] {"POST", "/"};
    List<String> remarks = new ArrayList<>();
    List<Header> headers = new ArrayList<>();
    for (int i = hasLine ? 1 : 0; i < lines.size(); i++) {
      if (lines.get(i).indexOf(':') > 0) {
        headers.add(Header.of(lines.get(i)));
      } else {
        remarks.add("Line " + (i + 1) + " of the capture is no header: it has no name and colon.");
      }
    }
    String rest = hasBody ? text.substring(end.end()) : "";
    CapturedRequest head =
        new CapturedRequest(requestLine[0], requestLine[1], headers, new byte[0], remarks);
    return new CapturedRequest(requestLine[0], requestLine[1], headers, body(rest, head), remarks);
  }

  private static byte[] body(String rest, CapturedRequest head) {
    if (head.values("Transfer-Encoding").stream().anyMatch("chunked"::equalsIgnoreCase)) {
      throw new InputException(
          "The body of the capture is in chunks; write the body alone, and remove the header"
              + " Transfer-Encoding");
    }
    List<String> length = head.values("Content-Length");
    int expected =
        length.isEmpty() || !length.get(0).matches("[0-9]{1,9}")
            ? rest.length()
            : Integer.parseInt(length.get(0));
    if (expected > rest.length()) {
      head.remarks()
          .add(
              String.format(
                  "The capture has %s bytes of the body, and its Content-Length is %s: a part is"
                      + " missing, or its line ends were changed.",
                  rest.length(), expected));
    }
    // An editor has added what follows.
    return rest.substring(0, Math.min(expected, rest.length())).getBytes(ISO_8859_1);
  }
}
