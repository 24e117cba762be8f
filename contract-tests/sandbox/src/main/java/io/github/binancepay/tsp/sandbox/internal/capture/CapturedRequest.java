package io.github.binancepay.tsp.sandbox.internal.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request as it was captured.
 *
 * @param url as it stands in the capture, which may be a path only
 * @param headers in their order
 * @param body the bytes that were sent
 * @param file the bytes of the body's file, if curl has sent others
 * @param time when it was sent, if the capture says so
 * @param remarks what is odd in the capture itself, a sentence each
 */
// Two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record CapturedRequest(
    String method,
    String url,
    List<Header> headers,
    byte[] body,
    Optional<byte[]> file,
    Optional<SendTime> time,
    List<String> remarks) {

  /** A header. */
  public record Header(String name, String value) {
    static Header of(String line) {
      int colon = line.indexOf(':');
      return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    /** Leaves the value out, which may be a secret. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * When a request was sent.
   *
   * @param earliest the earliest moment that it can be
   * @param latest the latest one
   * @param source what says so
   */
  public record SendTime(Instant earliest, Instant latest, String source) {}

  /**
   * A request that was received, of what its receiver has kept.
   *
   * @param headers {@code Name: value} each
   * @param body its bytes
   * @return the request
   */
  public static CapturedRequest of(List<String> headers, byte[] body) {
    return new CapturedRequest(
        "POST",
        "/",
        headers.stream().map(Header::of).toList(),
        body,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * {@return the values of a header}
   *
   * @param name in any case
   */
  public List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        values.add(header.value());
      }
    }
    return values;
  }

  /** {@return the path of the URL, without query} */
  public String path() {
    return target().split("[?]", 2)[0];
  }

  /** {@return the query of the URL, still encoded; empty if there is none} */
  public String query() {
    String target = target();
    return target.substring(Math.min(path().length() + 1, target.length()));
  }

  private String target() {
    int host = url.indexOf("://");
    int start = host < 0 ? 0 : url.indexOf('/', host + 3);
    return start < 0 ? "/" : url.substring(start).split("#", 2)[0];
  }

  /** Leaves out what may be secret. */
  @Override
  public String toString() {
    return method + " " + path();
  }
}
