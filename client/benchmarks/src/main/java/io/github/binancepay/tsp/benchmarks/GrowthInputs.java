package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a provider, or whoever stands in for it, may send: each of about as many bytes as wanted.
 */
final class GrowthInputs {
  private GrowthInputs() {}

  /** JSON values, by name. */
  static Map<String, IntFunction<String>> values() {
    Map<String, IntFunction<String>> values = new LinkedHashMap<>();
    values.put(
        "records", size -> list(size, i -> record(i, "['CONVERT','CHECKOUT']", "['192.168.1.1']")));
    values.put("plain text", size -> text(size, "a"));
    values.put("text, 3 bytes a character", size -> text(size, "\u20AC"));
    values.put("text of escapes \\u0041", size -> text(size, "\\u0041"));
    values.put("text of backslashes", size -> text(size, "\\\\"));
    values.put("text of surrogate pairs", size -> text(size, "\uD83D\uDE00"));
    values.put("white space", size -> "[" + filled(size, " ") + "]");
    values.put("numbers", size -> list(size, i -> "1"));
    values.put("numbers with exponents", size -> list(size, i -> "1e999999999"));
    values.put("one long number", size -> filled(size, "1"));
    values.put("one long fraction", size -> "0." + filled(size, "1"));
    values.put("empty objects", size -> list(size, i -> "{}"));
    values.put("nested 200 deep", size -> list(size, i -> nested(200)));
    values.put("nested too deep", size -> nested(size / 2));
    values.put("names", size -> object(size, i -> "name" + i));
    values.put("names alike to the end", size -> object(size, i -> filled(500, "n") + i));
    values.put("names with one hash", size -> object(size, GrowthInputs::collision));
    values.put("texts with one hash", size -> list(size, i -> "'" + collision(i) + "'"));
    return values;
  }

  /** Pages that are not JSON, and JSON that is damaged. */
  static Map<String, IntFunction<String>> pages() {
    Map<String, IntFunction<String>> pages = new LinkedHashMap<>();
    pages.put("page", size -> "<html>" + filled(size, "<p>Forbidden</p>\n"));
    pages.put("page of <", size -> filled(size, "<"));
    pages.put("unclosed tags", size -> filled(size, "<a "));
    pages.put("unclosed scripts", size -> filled(size, "<script>"));
    pages.put("scripts closed as styles", size -> filled(size, "<script></style>"));
    pages.put("scripts that nearly close", size -> "<script>" + filled(size, "</script"));
    pages.put("page of white space", size -> "<" + filled(size, "> \t"));
    pages.put("page of control characters", size -> "<>" + filled(size, "a\u0001"));
    pages.put("page of one word", size -> filled(size, "a"));
    pages.put("white space only", size -> filled(size, " \n"));
    pages.put("text cut off", size -> "{\"data\":\"" + filled(size, "a"));
    pages.put("list cut off", size -> "{\"data\":[" + filled(size, "1,"));
    return pages;
  }

  /** Heads of a response: OkHttp reads at most 256 KiB of one. */
  static Map<String, IntFunction<String>> heads() {
    Map<String, IntFunction<String>> heads = new LinkedHashMap<>();
    heads.put("headers", size -> lines(size, i -> "X-" + i + ": y"));
    heads.put("headers of one name", size -> lines(size, i -> "Set-Cookie: a=" + i));
    heads.put("one long header", size -> "X: " + filled(size, "y") + "\r\n");
    heads.put("long Date", size -> "Date: " + filled(size, "1") + "\r\n");
    heads.put("long Retry-After", size -> "Retry-After: " + filled(size, "1") + "\r\n");
    heads.put("lengths alike", size -> lines(size, i -> "Content-Length: 2"));
    heads.put("lengths", size -> lines(size, i -> "Content-Length: " + i));
    heads.put("lengths with one hash", size -> lines(size, i -> "Content-Length: " + collision(i)));
    return heads;
  }

  /** The body of a response in chunks of one byte. */
  static String chunks(String ascii) {
    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < ascii.length(); i++) {
      chunks.append("1\r\n").append(ascii.charAt(i)).append("\r\n");
    }
    return chunks.append("0\r\n\r\n").toString();
  }

  private static String filled(int size, String part) {
    return part.repeat(Math.max(1, size / part.getBytes(UTF_8).length));
  }

  /** A record of an authorization. */
  static String record(String scopes, String addresses) {
    return record(1, scopes, addresses);
  }

  private static String record(int id, String scopes, String addresses) {
    return String.format(
            "{'authorizationId':'%d','merchantName':'Merchant One','authorizationToken':'token',"
                + "'merchantId':'merchant1','status':'AUTHORIZED','scopes':%s,'ipWhitelist':%s}",
            id, scopes, addresses)
        .replace('\'', '"');
  }

  /** A JSON string. */
  static String text(int size, String part) {
    return "\"" + filled(size, part) + "\"";
  }

  private static String list(int size, IntFunction<String> element) {
    return "[" + joined(size, element) + "]";
  }

  private static String object(int size, IntFunction<String> name) {
    return "{" + joined(size, i -> "\"" + name.apply(i) + "\":1") + "}";
  }

  private static String joined(int size, IntFunction<String> part) {
    int count = Math.max(1, size / (part.apply(1000).length() + 1));
    return IntStream.range(0, count)
        .mapToObj(part)
        .collect(Collectors.joining(","))
        .replace('\'', '"');
  }

  private static String lines(int size, IntFunction<String> line) {
    int count = Math.max(1, size / (line.apply(1000).length() + 2));
    return IntStream.range(0, count)
        .mapToObj(i -> line.apply(i) + "\r\n")
        .collect(Collectors.joining());
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  // "Aa" and "BB" have one hash code, and so have all texts that are made of them.
  private static String collision(int i) {
    return IntStream.range(0, 16)
        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
