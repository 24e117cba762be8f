package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static io.github.binancepay.tsp.sandbox.internal.diagnosis.Draft.BODY;
import static io.github.binancepay.tsp.sandbox.internal.diagnosis.Draft.NONCE;
import static io.github.binancepay.tsp.sandbox.internal.diagnosis.Draft.TIMESTAMP;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Other payloads than timestamp, nonce and body, each with a line feed behind it. */
final class PayloadMistakes {
  private static final String RULE =
      "the payload is timestamp LF nonce LF body LF, and nothing else";
  private static final String ONCE = "take it once, for the header and for the payload";

  private static final int MAX_OFFSET = 5000;

  private final List<Mistake> all = new ArrayList<>();

  private PayloadMistakes() {}

  /** {@return those that a request and a notification share} */
  static List<Mistake> all(String timestamp, String nonce, byte[] body) {
    PayloadMistakes mistakes = new PayloadMistakes();
    mistakes.addLineEnds();
    mistakes.addLastLineEnd(body);
    mistakes.addParts();
    mistakes.addTimestamps(timestamp);
    mistakes.addNonces(nonce);
    return mistakes.all;
  }

  private void addLineEnds() {
    lineEnds(1, "The lines of the payload have no line ends", "");
    lineEnds(1, "The lines of the payload end in CRLF instead of LF", "\r\n");
    lineEnds(1, "The lines of the payload end in a literal backslash-n instead of LF", "\\n");
    lineEnds(2, "The lines of the payload end in CR instead of LF", "\r");
    lineEnds(6, "The parts of the payload are separated by spaces instead of LF", " ");
    lineEnds(6, "The parts of the payload are separated by commas instead of LF", ",");
    lineEnds(6, "The parts of the payload are separated by & instead of LF", "&");
    lineEnds(7, "The parts of the payload are separated by | instead of LF", "|");
    lineEnds(7, "The parts of the payload are separated by dots instead of LF", ".");
    lineEnds(7, "The parts of the payload are separated by colons instead of LF", ":");
    lineEnds(8, "The lines of the payload end in a literal \\r\\n instead of LF", "\\r\\n");
    lineEnds(8, "The lines of the payload end in two line feeds instead of one", "\n\n");
  }

  private void lineEnds(int rank, String what, String lineEnd) {
    layout(Axis.LINE_ENDS, rank, what, RULE, layout -> layout.replace("\n", lineEnd));
  }

  private void addLastLineEnd(byte[] body) {
    boolean sent = body.length > 0 && body[body.length - 1] == '\n';
    last(
        1,
        sent
            ? "The body was sent with a line end that was not signed, as Go's json.Encoder, echo or"
                + " an editor adds it (or the last line feed of the payload is missing)"
            : "The last line feed of the payload is missing",
        "");
    last(
        2,
        "The payload ends in two line feeds: the body was signed with a line end that was not sent,"
            + " or one LF too many was added",
        "\n\n");
    last(5, "The payload ends in CRLF", "\r\n");
    last(5, "The payload ends in a literal backslash-n", "\\n");
    last(7, "The payload ends in CR", "\r");
    last(7, "The payload ends in a space", " ");
    last(8, "The payload ends in a NUL character", "\0");
  }

  private void last(int rank, String what, String end) {
    layout(
        Axis.LAST_LINE_END,
        rank,
        what,
        "sign exactly the bytes that are sent, and one LF after them",
        layout -> layout.endsWith("\n") ? layout.substring(0, layout.length() - 1) + end : layout);
  }

  private void addParts() {
    order(2, "nonce, timestamp, body", NONCE, TIMESTAMP, BODY);
    order(2, "body, timestamp, nonce", BODY, TIMESTAMP, NONCE);
    order(2, "timestamp, body, nonce", TIMESTAMP, BODY, NONCE);
    order(2, "nonce, body, timestamp", NONCE, BODY, TIMESTAMP);
    order(2, "body, nonce, timestamp", BODY, NONCE, TIMESTAMP);
    leftOut(4, "The nonce is missing from the payload", TIMESTAMP, BODY);
    leftOut(4, "The timestamp is missing from the payload", NONCE, BODY);
    leftOut(4, "The timestamp and the nonce are missing from the payload", BODY);
    leftOut(
        5,
        "An empty body was signed (the body was left out), and the last line feed is missing",
        TIMESTAMP,
        NONCE);
    leftOut(8, "The nonce and the body are missing from the payload", TIMESTAMP);
    leftOut(8, "The timestamp and the body are missing from the payload", NONCE);
  }

  private void order(int rank, String order, String... parts) {
    String what = "The order of the parts of the payload is " + order;
    parts(Axis.PARTS, rank, what, parts);
  }

  private void leftOut(int rank, String what, String... parts) {
    parts(Axis.PARTS, rank, what, parts);
  }

  private void parts(Axis axis, int rank, String what, String... parts) {
    String right = String.join("\n", parts) + "\n";
    layout(axis, rank, what, RULE, layout -> right);
  }

  /** {@return texts of the request that do not belong into a payload, but are added to it} */
  static List<Mistake> additions(SignedRequest request, String secretKey) {
    PayloadMistakes mistakes = new PayloadMistakes();
    mistakes.addition(Axis.ADDED_TO_PARTS, 2, "The API key", request.apiKey());
    mistakes.addition(Axis.ADDED_TO_PARTS, 6, "The secret key", secretKey);
    mistakes.addition(Axis.ADDED_PATH, 2, "The path", request.path());
    mistakes.addition(Axis.ADDED_PATH, 6, "The method", request.method());
    String methodAndPath = request.method() + "\n" + request.path();
    mistakes.addition(Axis.ADDED_PATH, 5, "The method and the path", methodAndPath);
    mistakes.addition(
        Axis.ADDED_PATH, 6, "The method and the path", request.method() + request.path());
    mistakes.addition(
        Axis.ADDED_PATH, 6, "The method and the path", request.method() + " " + request.path());
    mistakes.addition(
        Axis.ADDED_PATH, 6, "The URL", "https://bpay.binanceapi.com" + request.path());
    mistakes.addOtherRules(request);
    return mistakes.all;
  }

  private void addition(Axis axis, int rank, String name, String text) {
    String what = name + (name.contains(" and ") ? " were" : " was") + " added to the payload, ";
    // At the ends first: for a long body, what stands behind it costs nothing.
    added(axis, rank, what + "in front", layout -> text + "\n" + layout);
    added(axis, rank, what + "at its end", layout -> layout + text + "\n");
    added(axis, rank + 1, what + "at its end without a last line feed", layout -> layout + text);
    added(axis, rank + 1, what + "in front without a line feed", layout -> text + layout);
    added(
        axis,
        rank + 2,
        what + "behind the nonce",
        layout -> layout.replace(NONCE, NONCE + "\n" + text));
    added(
        axis,
        rank + 2,
        what + "behind the timestamp",
        layout -> layout.replace(TIMESTAMP, TIMESTAMP + "\n" + text));
    added(
        axis,
        rank + 3,
        what + "before the body without a line feed",
        layout -> layout.replace(BODY, text + BODY));
    added(
        axis,
        rank + 3,
        what + "behind the body without a line feed",
        layout -> layout.replace(BODY, BODY + text));
    Map<String, String> parts = Map.of("nonce", NONCE, "timestamp", TIMESTAMP, "body", BODY);
    parts.forEach(
        (part, mark) ->
            added(
                axis,
                rank + 3,
                name + " stands in the payload instead of the " + part,
                layout -> layout.replace(mark, text)));
  }

  private void added(Axis axis, int rank, String what, UnaryOperator<String> change) {
    layout(axis, rank, what, RULE, change);
  }

  private void addOtherRules(SignedRequest request) {
    String what = "The payload is that of another API (timestamp, method, path and body)";
    String payload = TIMESTAMP + request.method() + request.path() + BODY;
    layout(Axis.PARTS, 7, what, RULE, layout -> payload);
    layout(
        Axis.PARTS,
        7,
        "The parts of the payload have names",
        RULE,
        layout -> "timestamp=" + TIMESTAMP + "&nonce=" + NONCE + "&body=" + BODY);
    layout(
        Axis.PARTS,
        7,
        "The timestamp and the nonce were signed as header lines with their names",
        RULE,
        layout ->
            "BinancePay-Timestamp:"
                + TIMESTAMP
                + "\nBinancePay-Nonce:"
                + NONCE
                + "\n"
                + BODY
                + "\n");
  }

  private void addTimestamps(String timestamp) {
    if (!timestamp.matches("[0-9]{1,18}")) {
      return;
    }
    long sent = Long.parseLong(timestamp);
    for (int millis : new int[] {1, 2, 3, 4, 5, 10, 100, 1000, 2000, 3000, 4000, 5000}) {
      all.add(offset(sent, -millis, 4));
      all.add(offset(sent, millis, 4));
    }
    if (timestamp.length() > 3) {
      addUnits(timestamp, timestamp.substring(0, timestamp.length() - 3));
    }
    timestamp(4, "in seconds in the header, and in milliseconds", timestamp + "000");
    timestamp(7, "in quotes", '"' + timestamp + '"');
    timestamp(8, "as a decimal number", timestamp + ".0");
    timestamp(8, "as a decimal number", Double.toString((double) sent));
  }

  private void addUnits(String timestamp, String seconds) {
    timestamp(2, "in seconds", seconds);
    String fraction = timestamp.substring(seconds.length());
    timestamp(5, "in seconds, with a fraction,", seconds + "." + fraction);
    timestamp(7, "in seconds, with a fraction,", seconds + ".0");
    timestamp(7, "in seconds, with a fraction,", seconds + "." + fraction.charAt(0));
    timestamp(6, "in microseconds", timestamp + "000");
    timestamp(7, "in nanoseconds", timestamp + "000000");
    timestamp(6, "in milliseconds that are rounded to seconds", seconds + "000");
    timestamp(
        7, "in milliseconds that are rounded to seconds", Long.parseLong(seconds) + 1 + "000");
    timestamp(7, "in seconds that are rounded up", Long.toString(Long.parseLong(seconds) + 1));
  }

  private void timestamp(int rank, String how, String text) {
    String what = "The timestamp was signed " + how;
    String advice = "sign exactly the milliseconds that are sent";
    all.add(new Mistake(Axis.TIMESTAMP, rank, what, advice, draft -> draft.withTimestamp(text)));
  }

  /** {@return moments up to 5 seconds off, outward} */
  static Stream<Mistake> offsets(String timestamp) {
    if (!timestamp.matches("[0-9]{1,18}")) {
      return Stream.empty();
    }
    long sent = Long.parseLong(timestamp);
    return IntStream.rangeClosed(1, MAX_OFFSET)
        .boxed()
        .flatMap(
            millis ->
                Stream.of(offset(sent, -millis, Search.RARE), offset(sent, millis, Search.RARE)));
  }

  /** {@return that another moment was signed than sent} */
  static Mistake offset(long sent, int millis, int rank) {
    String what =
        "The timestamp that was signed is "
            + Math.abs(millis)
            + " ms "
            + (millis < 0 ? "before" : "after")
            + " the one that was sent";
    String text = Long.toString(sent + millis);
    return new Mistake(Axis.TIMESTAMP, rank, what, ONCE, draft -> draft.withTimestamp(text));
  }

  private void addNonces(String nonce) {
    nonce(4, "in lower case", nonce.toLowerCase(Locale.ROOT));
    nonce(4, "in upper case", nonce.toUpperCase(Locale.ROOT));
    String plain = nonce.replace("-", "");
    nonce(5, "without dashes", plain);
    nonce(6, "without dashes and in lower case", plain.toLowerCase(Locale.ROOT));
    nonce(6, "without dashes and in upper case", plain.toUpperCase(Locale.ROOT));
    if (plain.length() == 32) {
      String dashed = plain.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
      nonce(4, "with the dashes of a UUID", dashed);
      nonce(5, "with dashes and in lower case", dashed.toLowerCase(Locale.ROOT));
      nonce(6, "with dashes and in upper case", dashed.toUpperCase(Locale.ROOT));
    }
    nonce(7, "in quotes", '"' + nonce + '"');
    nonce(7, "as an empty text", "");
  }

  private void nonce(int rank, String how, String text) {
    String what = "The nonce was signed " + how;
    String advice = "sign exactly the nonce that is sent";
    all.add(new Mistake(Axis.NONCE, rank, what, advice, draft -> draft.withNonce(text)));
  }

  private void layout(
      Axis axis, int rank, String what, String advice, UnaryOperator<String> change) {
    all.add(
        new Mistake(
            axis, rank, what, advice, draft -> draft.withLayout(change.apply(draft.layout()))));
  }
}
