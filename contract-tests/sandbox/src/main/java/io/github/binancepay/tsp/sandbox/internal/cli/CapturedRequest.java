package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A request as it was captured.
 *
 * @param target URL or path with the query
 * @param headers in their order
 * @param body the bytes that were sent
 * @param remarks what is odd in the capture itself, a sentence each
 */
// Two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
record CapturedRequest(
    String method, String target, List<Header> headers, byte[] body, List<String> remarks) {
  private static final String BYTE_ORDER_MARK = new String("\uFEFF".getBytes(UTF_8), ISO_8859_1);

  /** A header. */
  record Header(String name, String value) {
    static Header of(String line) {
      int colon = line.indexOf(':');
      return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    /** Omits the value, which may be a secret. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** Reads a command line of curl, or the text of an HTTP request. Messages quote no value. */
  static CapturedRequest read(byte[] capture) {
    // A character for each byte, so that no byte of a body is lost.
    String text = new String(capture, ISO_8859_1);
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    text = text.stripLeading();
    if (RawHttpReader.isHttp(text)) {
      return RawHttpReader.read(text);
    }
    if (text.contains("curl")) {
      return CurlReader.read(text);
    }
    throw new InputException(
        (text.isEmpty() ? "The capture is empty" : "The capture cannot be read")
            + "; expected a curl command line, or the headers and the body of an HTTP request");
  }

  /** {@return the values of a header, whose name may have any case} */
  List<String> values(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** {@return the path of the URL} */
  String path() {
    return pathAndQuery().split("[?]", 2)[0];
  }

  /** {@return the query of the URL, still encoded; empty if there is none} */
  String query() {
    String target = pathAndQuery();
    return target.substring(Math.min(path().length() + 1, target.length()));
  }

  private String pathAndQuery() {
    int host = target.indexOf("://");
    int start = host < 0 ? 0 : target.indexOf('/', host + 3);
    return start < 0 ? "/" : target.substring(start).split("#", 2)[0];
  }

  /** {@return the second in which it was sent, by its header {@code Date}} */
  Optional<Instant> date() {
    try {
      return values("Date").size() == 1
          ? Optional.of(
              ZonedDateTime.parse(values("Date").get(0), DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Omits all that may be secret. */
  @Override
  public String toString() {
    return method + " " + path();
  }
}
