package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that no client library sends: broken ones, those whose end two servers might see in
 * different places, and others that are not what they seem.
 */
class SandboxSmugglingTest {
  private static final String POST = line("POST", SignedRequest.PATH);
  private static final String HOST = "Host: sandbox\r\n";
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().clock(Clock.fixed(SignedRequest.NOW, ZoneOffset.UTC)).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  static Stream<Arguments> smugglers() {
    return Stream.of(
        smuggler("two lengths", "Content-Length: 0\r\nContent-Length: 2\r\n", "{}"),
        smuggler("two lengths in one header", "Content-Length: 0, 2\r\n", "{}"),
        smuggler("a length with a sign", "Content-Length: +2\r\n", "{}"),
        smuggler("a length in hex", "Content-Length: 0x2\r\n", "{}"),
        smuggler("a length of nothing", "Content-Length: \r\n", ""),
        smuggler(
            "a length and chunks",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "0\r\n\r\n"),
        smuggler(
            "chunks and a length",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "0\r\n\r\n"),
        smuggler("chunked twice", "Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
        smuggler("chunked, but not last", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
        smuggler("chunked with a tab", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
        smuggler("a space before the colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
        smuggler("a folded header", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"),
        smuggler("a folded length", "Content-Length:\r\n 0\r\n", ""),
        smuggler("a header behind a lone CR", "X: y\rContent-Length: 0\r\n", ""),
        smuggler(
            "a chunk size that overflows",
            "Transfer-Encoding: chunked\r\n",
            "fffffffffffffffff\r\n"),
        smuggler("a chunk with a sign", "Transfer-Encoding: chunked\r\n", "-1\r\n"),
        smuggler(
            "a chunk longer than it says",
            "Transfer-Encoding: chunked\r\n",
            "1\r\n{}\r\n0\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smugglers")
  void doesNotExecuteARequestHiddenIn(String request, String headers, String body)
      throws IOException {
    String hidden = raw(new SignedRequest());

    String responses = exchange(POST + HOST + headers + "\r\n" + body + hidden);

    assertThat(responses).doesNotContain("SUCCESS");
    assertRefusedOrClosed(responses);
    assertServes();
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        stranger("TLS", "\u0016\u0003\u0001\u0001\u0000\u0001\u0000\u0000\u00fc\u0003\u0003"),
        stranger("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"),
        stranger(
            "an upgrade to HTTP/2",
            POST
                + HOST
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 2\r\n\r\n{}"),
        stranger(
            "an upgrade to a web socket",
            line("GET", SignedRequest.PATH)
                + HOST
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"),
        stranger("HTTP/0.9", "GET " + SignedRequest.PATH + "\r\n"),
        stranger(
            "a proxy's request",
            line("POST", "http://example.invalid/x") + HOST + "Content-Length: 2\r\n\r\n{}"),
        stranger("a tunnel", line("CONNECT", "example.invalid:443") + HOST + "\r\n"),
        stranger("an asterisk", line("OPTIONS", "*") + HOST + "\r\n"),
        stranger(
            "a trace",
            line("TRACE", SignedRequest.PATH) + HOST + "BinancePay-Signature: s3cr3t\r\n\r\n"),
        stranger("half the headers", POST + HOST + "Content-Le"),
        stranger(
            "lines that end in LF", "POST /x HTTP/1.1\nHost: sandbox\nContent-Length: 2\n\n{}"),
        stranger("an empty line first", "\r\n\r\n\r\n" + line("POST", "/x") + HOST + "\r\n"),
        stranger(
            "a charset that does not exist",
            POST
                + HOST
                + "Content-Type: application/json;charset=klingon\r\nContent-Length: 2\r\n\r\n{}"),
        stranger(
            "a charset of another kind",
            POST
                + HOST
                + "Content-Type: application/json;charset=utf-16\r\nContent-Length: 2\r\n\r\n{}"),
        stranger(
            "two media types",
            POST
                + HOST
                + "Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"),
        stranger(
            "a path with a semicolon", line("POST", SignedRequest.PATH + ";x=y") + HOST + "\r\n"),
        stranger(
            "a path with a double slash", line("POST", "/" + SignedRequest.PATH) + HOST + "\r\n"),
        stranger(
            "a path with an encoded slash",
            line("POST", SignedRequest.PATH.replace("/create", "%2fcreate")) + HOST + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void refusesOrCloses(String request, String bytes) throws IOException {
    String responses = exchange(bytes);

    assertThat(responses).doesNotContain("SUCCESS").doesNotContain("s3cr3t");
    assertRefusedOrClosed(responses);
    assertServes();
  }

  @Test
  void answersRequestsThatAreSentInOneGoInTheirOrder() throws IOException {
    String rejected = raw(new SignedRequest().merchantId("nobody"));
    String right = raw(new SignedRequest());

    String responses = exchange(right + rejected + raw(new SignedRequest()));

    assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
        .containsExactly("200", "400", "200");
  }

  @Test
  void takesTheTargetOfAProxysRequestForItsPath() throws IOException {
    String throughAProxy = raw(new SignedRequest()).replace("POST /", "POST http://sandbox/");

    assertThat(exchange(throughAProxy)).contains("SUCCESS");
  }

  @Test
  void reads10MegabytesBeforeItRefusesThem() throws IOException {
    String head = POST + HOST + "Content-Length: 10000000\r\n\r\n";

    reply(head + " ".repeat(10_000_000)).assertRefused().assertFailure("400104");

    assertServes();
  }

  @Test
  void readsAChunkedBody() throws IOException {
    SignedRequest request = new SignedRequest();
    String body = new String(request.body(), UTF_8);

    reply(chunkedHead(request) + chunk(body, 7) + "0\r\n\r\n").assertCreated();
  }

  @Test
  void refusesAChunkedBodyThatIsTooLarge() throws IOException {
    SignedRequest request = new SignedRequest().behindBody(" ".repeat(128 * 1024));
    String body = new String(request.body(), UTF_8);

    reply(chunkedHead(request) + chunk(body, 4096) + "0\r\n\r\n")
        .assertRefused()
        .assertFailure("400104");
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
    reply(bytes).assertRefused();

    assertServes();
  }

  private static Arguments smuggler(String name, String headers, String body) {
    return arguments(name, headers, body);
  }

  private static Arguments stranger(String name, String bytes) {
    return arguments(name, bytes);
  }

  private static String line(String method, String target) {
    return method + " " + target + " HTTP/1.1\r\n";
  }

  /** A right request, as it goes over the wire. */
  private static String raw(SignedRequest request) {
    String body = new String(request.body(), UTF_8);
    return POST + HOST + headers(request) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String headers(SignedRequest request) {
    return request.headers().entrySet().stream()
        .map(header -> header.getKey() + ": " + header.getValue().get(0) + "\r\n")
        .collect(joining());
  }

  private static void assertRefusedOrClosed(String responses) {
    assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
        .allMatch(status -> status.startsWith("4"), "is a refusal");
    assertThat(responses).doesNotContain("Exception", "\tat ", "java.", "jetty");
  }

  private void assertServes() {
    new SignedRequest().sendTo(sandbox).assertCreated();
  }

  private static String chunkedHead(SignedRequest request) {
    return POST + HOST + headers(request) + "Transfer-Encoding: chunked\r\n\r\n";
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

  private Reply reply(String request) throws IOException {
    return Reply.of(bytes(exchange(request)));
  }

  private String exchange(String request) throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes(request));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
