package io.github.binancepay.tsp.sandbox.internal.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** Reads a captured request, whatever form it has. */
public final class CaptureReader {
  /** The forms that are read, in words. */
  public static final String FORMS =
      "a curl command line, a HAR entry or the text of an HTTP request";

  private static final String BYTE_ORDER_MARK = new String("\uFEFF".getBytes(UTF_8), ISO_8859_1);
  private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ \\S+|\\w+ \\S+ HTTP/[0-9.]+");

  private CaptureReader() {}

  /**
   * Reads a capture.
   *
   * @param capture the bytes of it
   * @param files where a command line finds the files that it names
   * @return the request
   * @throws CaptureException if it is not one request
   */
  public static CapturedRequest read(byte[] capture, CapturedFiles files) {
    // A character for each byte, so that no byte of a body is lost.
    String text = new String(capture, ISO_8859_1);
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    text = text.stripLeading();
    if (text.isEmpty()) {
      throw new CaptureException("It is empty; expected " + FORMS);
    }
    if (text.startsWith("{")) {
      return HarReader.read(text);
    }
    if (REQUEST_LINE.matcher(text.lines().findFirst().orElse("").strip()).matches()) {
      return RawHttpReader.read(text);
    }
    return CurlReader.read(text, files);
  }

  /** Text of UTF-8, of which each character is a byte yet. */
  static String decoded(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }
}
