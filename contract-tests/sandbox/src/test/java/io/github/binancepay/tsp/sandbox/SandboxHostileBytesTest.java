package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxHostileBytesTest {
  private static final String POST = "POST " + SignedRequest.PATH + " HTTP/1.1\r\n";
  private static final String HOST = "Host: 127.0.0.1\r\nConnection: close\r\n";

  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().clock(Clock.fixed(SignedRequest.NOW, ZoneOffset.UTC)).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  static Stream<Arguments> bodies() {
    String sample = new String(new SignedRequest().body(), UTF_8);
    return Stream.of(
        body("400008", "empty", ""),
        body("400008", "only spaces", " \r\n\t"),
        body("400008", "NUL bytes", "\0\0\0\0"),
        body("400008", "a NUL byte behind the object", sample + "\0"),
        body("400008", "a NUL byte in a string", sample.replace("merchant1", "merchant\0")),
        body("400008", "a line feed in a string", sample.replace("merchant1", "merchant\n")),
        body("400008", "UTF-8, broken off", bytes(sample, 0xe5, 0x95)),
        body(
            "400008",
            "UTF-8, too long for its character",
            bytes("{\"a\":\"", 0xc0, 0xaf, '"', '}')),
        body("400008", "UTF-8, a surrogate", bytes("{\"a\":\"", 0xed, 0xa0, 0x80, '"', '}')),
        body("400008", "Latin-1", sample.replace("merchant1", "é").getBytes(ISO_8859_1)),
        body("400008", "UTF-16", sample.getBytes(UTF_16)),
        body("400008", "100,000 lists in each other", "[".repeat(100_000)),
        body("400008", "30,000 objects in each other", "{\"\":".repeat(30_000)),
        body("400008", "a member 60,000 lists deep", "{\"a\":" + nested(60_000, "") + "}"),
        body("400001", "a scope 200 lists deep", sample.replace("\"CONVERT\"", nested(200, "1"))),
        body("400001", "1,000 digits", sample.replace("\"merchant1\"", "9".repeat(1_000))),
        body("400008", "100,000 digits", sample.replace("\"merchant1\"", "9".repeat(100_000))),
        body("400001", "a huge exponent", sample.replace("\"merchant1\"", "1e999999999")),
        body("400008", "no number", sample.replace("\"merchant1\"", "NaN")),
        body("400008", "a number that JSON lacks", sample.replace("\"merchant1\"", "0x1F")),
        body("400008", "a duplicate member", "{\"merchantId\":\"a\",\"merchantId\":\"b\"}"),
        body("400008", "single quotes", sample.replace('"', '\'')),
        body("400008", "no quotes", sample.replace("\"", "")),
        body("400008", "a comment", sample.replace(",", ",/* more */")),
        body("400008", "a comma too many", sample.replace("}", ",}")),
        body("400008", "a second object behind the first", sample + sample),
        body("400008", "garbage behind the object", sample + ";"),
        body("400008", "an anti-hijacking prefix", ")]}'\n" + sample),
        body("400008", "broken off", sample.substring(0, sample.length() - 1)),
        body("400008", "half a pair, escaped", sample.replace("merchant1", "\\ud800")),
        body("400008", "the other half", sample.replace("merchant1", "\\udc00")),
        body("400008", "two first halves", sample.replace("merchant1", "\\ud800\\ud800")),
        body("400008", "an escape that JSON lacks", sample.replace("merchant1", "\\'")),
        body("400008", "an escaped line feed", sample.replace("merchant1", "\\\n")),
        body("400008", "an escape of three digits", sample.replace("merchant1", "\\u00e")),
        body("400008", "an escape with a sign", sample.replace("merchant1", "\\u+0ee")),
        body("400008", "upper case", sample.replace("\"merchant1\"", "NULL")),
        body("400008", "mixed case", sample.replace("\"merchant1\"", "falsE")),
        body("400103", "a NUL byte, escaped", sample.replace("merchant1", "\\u0000")),
        body("400104", "10 MB", " ".repeat(10_000_000)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("bodies")
  void answersABodyWith(String code, String body, byte[] bytes) {
    assertRefused(new SignedRequest().body(bytes).sendTo(sandbox)).assertFailure(code);

    assertServes();
  }

  @Test
  void answersAMemberOfManyThatIsADuplicate() {
    SignedRequest request = new SignedRequest().behindBody(",\"scopes\":[\"REFUND\"]}");
    String body = new String(request.body(), UTF_8).replace("},", ",");

    assertRefused(request.body(body).sendTo(sandbox)).assertFailure("400008");

    assertServes();
  }

  @Test
  void reads10MegabytesBeforeItRefusesThem() throws IOException {
    byte[] body = new byte[10_000_000];
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(ascii(POST + HOST + "Content-Length: " + body.length + "\r\n\r\n"));
    request.writeBytes(body);

    assertRefused(Reply.of(exchange(request.toByteArray()))).assertFailure("400104");

    assertServes();
  }

  @Test
  void readsAChunkedBody() throws IOException {
    SignedRequest request = new SignedRequest();
    String body = new String(request.body(), UTF_8);

    Reply.of(exchange(ascii(chunkedHead(request) + chunk(body, 7) + "0\r\n\r\n"))).assertCreated();
  }

  @Test
  void refusesAChunkedBodyThatIsTooLarge() throws IOException {
    SignedRequest request = new SignedRequest().behindBody(" ".repeat(128 * 1024));
    String body = new String(request.body(), UTF_8);

    Reply reply = Reply.of(exchange(ascii(chunkedHead(request) + chunk(body, 4096) + "0\r\n\r\n")));

    assertRefused(reply).assertFailure("400104");
    assertServes();
  }

  static Stream<Arguments> requests() {
    String body = "\r\n{}";
    return Stream.of(
        arguments("a request line of garbage", "\u0016\u0003\u0001\u0002garbage\r\n\r\n"),
        arguments("a request line of NUL bytes", "\0\0\0\0\r\n\r\n"),
        arguments("a request line without a version", "POST\r\n\r\n"),
        arguments("a version of the future", "POST / HTTP/9.9\r\n" + HOST + "\r\n"),
        arguments("a method of garbage", "P@ST " + SignedRequest.PATH + " HTTP/1.1\r\n\r\n"),
        arguments(
            "a path of percent-encoding garbage", "POST /%zz%%%1 HTTP/1.1\r\n" + HOST + "\r\n"),
        arguments("a path with an encoded NUL", "POST /%00 HTTP/1.1\r\n" + HOST + "\r\n"),
        arguments("a path of broken UTF-8", "POST /%c0%af HTTP/1.1\r\n" + HOST + "\r\n"),
        arguments("a path that climbs out", "POST /../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n"),
        arguments("a path with a NUL byte", "POST /\0 HTTP/1.1\r\n" + HOST + "\r\n"),
        arguments("a path of 100 KB", "POST /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n"),
        arguments("no host", POST + "Connection: close\r\nContent-Length: 2\r\n" + body),
        arguments("two hosts", POST + HOST + "Host: b\r\nContent-Length: 2\r\n" + body),
        arguments("a header of 100 KB", POST + HOST + "X: " + "x".repeat(100_000) + "\r\n\r\n"),
        arguments("10,000 headers", POST + HOST + "X: y\r\n".repeat(10_000) + "\r\n"),
        arguments("a NUL byte in a header", POST + HOST + "X: \0\r\nContent-Length: 2\r\n" + body),
        arguments("a header without a name", POST + HOST + ": x\r\n\r\n"),
        arguments("a header without a colon", POST + HOST + "nothing\r\n\r\n"),
        arguments("two lengths", POST + HOST + "Content-Length: 2\r\nContent-Length: 1\r\n" + body),
        arguments(
            "a length and chunks",
            POST + HOST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n" + body),
        arguments("a negative length", POST + HOST + "Content-Length: -1\r\n" + body),
        arguments("a length of words", POST + HOST + "Content-Length: two\r\n" + body),
        arguments(
            "a length beyond 64 bits",
            POST + HOST + "Content-Length: " + "9".repeat(30) + "\r\n" + body),
        arguments("a body that breaks off", POST + HOST + "Content-Length: 100\r\n" + body),
        arguments(
            "a chunk of no length",
            POST + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        arguments(
            "chunks that break off", POST + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}"),
        arguments("an unknown encoding", POST + HOST + "Transfer-Encoding: zip\r\n" + body),
        arguments(
            "an unknown expectation", POST + HOST + "Expect: tea\r\nContent-Length: 2\r\n" + body));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void refusesARequestWith(String fault, String bytes) throws IOException {
    assertRefused(Reply.of(exchange(bytes.getBytes(ISO_8859_1))));

    assertServes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "POST /binance", "POST / HTTP/1.1\r\nHost: 127"})
  void answersOrClosesWhenARequestBreaksOff(String start) throws IOException {
    byte[] response = exchange(ascii(start));

    // Whether the start arrives before or with its end decides which of the two it is.
    if (response.length > 0) {
      assertRefused(Reply.of(response));
    }
    assertServes();
  }

  /** Sends, sends no more, and reads until the sandbox closes. */
  private byte[] exchange(byte[] request) throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      socket.shutdownOutput();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static Reply assertRefused(Reply reply) {
    assertThat(reply.httpStatus()).as(reply.body()).isBetween(400, 499);
    assertThat(reply.body()).doesNotContain("Exception", "\tat ", "java.", "jetty");
    assertThat(reply.headers()).containsEntry("Date", "Sat, 01 Nov 2025 00:00:00 GMT");
    return reply.httpStatus() == 403 ? reply.assertBlocked() : reply.assertFailure(reply.code());
  }

  private void assertServes() {
    new SignedRequest().sendTo(sandbox).assertCreated();
  }

  private static String chunkedHead(SignedRequest request) {
    String headers =
        request.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue().get(0) + "\r\n")
            .collect(joining());
    return POST + HOST + headers + "Transfer-Encoding: chunked\r\n\r\n";
  }

  private static String chunk(String body, int size) {
    StringBuilder chunks = new StringBuilder();
    for (int from = 0; from < body.length(); from += size) {
      String chunk = body.substring(from, Math.min(from + size, body.length()));
      chunks
          .append(Integer.toHexString(chunk.length()))
          .append("\r\n")
          .append(chunk)
          .append("\r\n");
    }
    return chunks.toString();
  }

  private static String nested(int depth, String inside) {
    return "[".repeat(depth) + inside + "]".repeat(depth);
  }

  private static Arguments body(String code, String body, String text) {
    return body(code, body, text.getBytes(UTF_8));
  }

  private static Arguments body(String code, String body, byte[] bytes) {
    return arguments(code, body, bytes);
  }

  private static byte[] bytes(String start, int... rest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(start.getBytes(UTF_8));
    for (int next : rest) {
      bytes.write(next);
    }
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
