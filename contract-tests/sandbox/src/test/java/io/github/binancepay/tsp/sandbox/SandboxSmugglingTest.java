package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.Socket;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that no client library sends: broken ones, those whose end two servers might see in
 * different places, and others that are not what they seem.
 */
class SandboxSmugglingTest extends SandboxFixture {
  private static final String POST = line("POST", TestRequest.PATH);
  private static final String HOST = "Host: sandbox\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String JSON = "Content-Type: application/json";
  private static final String BODY = "Content-Length: 2\r\n\r\n{}";
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

  static Stream<Arguments> smugglers() {
    return Stream.of(
        arguments("two lengths", "Content-Length: 0\r\nContent-Length: 2\r\n", "{}"),
        arguments("two lengths in one header", "Content-Length: 0, 2\r\n", "{}"),
        arguments("a length with a sign", "Content-Length: +2\r\n", "{}"),
        arguments("a length of nothing", "Content-Length: \r\n", ""),
        arguments("a length and chunks", "Content-Length: 5\r\n" + CHUNKED, "0\r\n\r\n"),
        arguments("chunks and a length", CHUNKED + "Content-Length: 5\r\n", "0\r\n\r\n"),
        arguments("not chunked last", "Transfer-Encoding: chunked, x\r\n", "0\r\n\r\n"),
        arguments("nearly chunked", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
        arguments("a space before the colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
        arguments("a folded header", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"),
        arguments("a lone CR", "X: y\rContent-Length: 0\r\n", ""),
        arguments("a chunk size that overflows", CHUNKED, "fffffffffffffffff\r\n"),
        arguments("a chunk with a sign", CHUNKED, "-1\r\n"),
        arguments("a chunk longer than it says", CHUNKED, "1\r\n{}\r\n0\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smugglers")
  void doesNotExecuteARequestHiddenBehind(String fault, String headers, String body)
      throws IOException {
    assertRefusedOrClosed(POST + HOST + headers + "\r\n" + body + raw(new TestRequest()));
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        arguments("TLS", "\u0016\u0003\u0001\u0001\u0000\u0001\u0000\u0000\u00fc\u0003\u0003"),
        arguments("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"),
        arguments("an upgrade", POST + HOST + "Connection: Upgrade\r\nUpgrade: h2c\r\n" + BODY),
        arguments("HTTP/0.9", "GET " + TestRequest.PATH + "\r\n"),
        arguments("a proxy's request", line("POST", "http://example.invalid/x") + HOST + BODY),
        arguments("a tunnel", line("CONNECT", "example.invalid:443") + HOST + "\r\n"),
        arguments("an asterisk", line("OPTIONS", "*") + HOST + "\r\n"),
        arguments("a trace", line("TRACE", TestRequest.PATH) + HOST + "X: s3cr3t\r\n\r\n"),
        arguments("half the headers", POST + HOST + "Content-Le"),
        arguments("lines that end in LF", "POST /x HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}"),
        arguments("a charset that is none", POST + HOST + JSON + ";charset=x\r\n" + BODY),
        arguments("a semicolon", line("POST", TestRequest.PATH + ";x=y") + HOST + "\r\n"),
        arguments("a double slash", line("POST", "/" + TestRequest.PATH) + HOST + "\r\n"),
        arguments(
            "an encoded slash",
            line("POST", TestRequest.PATH.replace("/create", "%2fcreate")) + HOST + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void refusesOrCloses(String request, String bytes) throws IOException {
    assertRefusedOrClosed(bytes);
  }

  private void assertRefusedOrClosed(String bytes) throws IOException {
    String responses = exchange(bytes);

    assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
        .allMatch(status -> status.startsWith("4"), "is a refusal");
    assertThat(responses)
        .doesNotContain("SUCCESS", "s3cr3t", "Exception", "\tat ", "java.", "jetty");
    send().assertCreated();
  }

  static Stream<Arguments> brokenRequests() {
    return Stream.of(
        arguments("a request line of garbage", "\u0016\u0003\u0001\u0002garbage\r\n\r\n"),
        arguments("a request line without a version", "POST\r\n\r\n"),
        arguments("a version of the future", "POST / HTTP/9.9\r\n" + HOST + "\r\n"),
        arguments("a method of garbage", "P@ST " + TestRequest.PATH + " HTTP/1.1\r\n\r\n"),
        arguments("percent-encoding garbage", line("POST", "/%zz%%%1") + HOST + "\r\n"),
        arguments("an encoded NUL", line("POST", "/%00") + HOST + "\r\n"),
        arguments("broken UTF-8", line("POST", "/%c0%af") + HOST + "\r\n"),
        arguments("a path that climbs out", line("POST", "/../../etc/passwd") + HOST + "\r\n"),
        arguments("a NUL byte in the path", line("POST", "/\0") + HOST + "\r\n"),
        arguments("a path of 100 KB", line("POST", "/" + "x".repeat(100_000)) + HOST + "\r\n"),
        arguments("no host", POST + BODY),
        arguments("two hosts", POST + HOST + HOST + BODY),
        arguments("a header of 100 KB", POST + HOST + "X: " + "x".repeat(100_000) + "\r\n\r\n"),
        arguments("10,000 headers", POST + HOST + "X: y\r\n".repeat(10_000) + "\r\n"),
        arguments("a NUL byte in a header", POST + HOST + "X: \0\r\n" + BODY),
        arguments("a header without a name", POST + HOST + ": x\r\n\r\n"),
        arguments("a header without a colon", POST + HOST + "nothing\r\n\r\n"),
        arguments("a negative length", POST + HOST + "Content-Length: -1\r\n\r\n{}"),
        arguments("a length of words", POST + HOST + "Content-Length: two\r\n\r\n{}"),
        arguments("a body that breaks off", POST + HOST + "Content-Length: 100\r\n\r\n{}"),
        arguments("a chunk of no length", POST + HOST + CHUNKED + "\r\nzz\r\n{}\r\n0\r\n\r\n"),
        arguments("chunks that break off", POST + HOST + CHUNKED + "\r\n5\r\n{}"),
        arguments("an unknown encoding", POST + HOST + "Transfer-Encoding: zip\r\n\r\n{}"),
        arguments("an unknown expectation", POST + HOST + "Expect: tea\r\n" + BODY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRequests")
  void refusesARequestWith(String fault, String bytes) throws IOException {
    reply(bytes).assertRefused();

    send().assertCreated();
  }

  @Test
  void answersRequestsThatAreSentInOneGoInTheirOrder() throws IOException {
    String rejected = raw(new TestRequest().merchantId("nobody"));
    String right = raw(new TestRequest());

    String responses = exchange(right + rejected + raw(new TestRequest()));

    assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
        .containsExactly("200", "400", "200");
  }

  @Test
  void takesTheTargetOfAProxysRequestForItsPath() throws IOException {
    String throughAProxy = raw(new TestRequest()).replace("POST /", "POST http://sandbox/");

    assertThat(exchange(throughAProxy)).contains("SUCCESS");
  }

  @Test
  void readsAChunkedBody() throws IOException {
    reply(chunked(new TestRequest())).assertCreated();
    reply(chunked(new TestRequest().behindBody(" ".repeat(128 * 1024)))).assertFailure("400104");
  }

  private static String line(String method, String target) {
    return method + " " + target + " HTTP/1.1\r\n";
  }

  /** A right request, as it goes over the wire. */
  private static String raw(TestRequest request) {
    String body = new String(request.body(), UTF_8);
    return POST + HOST + headers(request) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String chunked(TestRequest request) {
    String chunks =
        Pattern.compile("(?s).{1,99}")
            .matcher(new String(request.body(), UTF_8))
            .replaceAll(
                chunk ->
                    Integer.toHexString(chunk.group().length()) + "\r\n" + chunk.group() + "\r\n");
    return POST + HOST + headers(request) + CHUNKED + "\r\n" + chunks + "0\r\n\r\n";
  }

  private static String headers(TestRequest request) {
    return request.headers().entrySet().stream()
        .map(header -> header.getKey() + ": " + header.getValue().get(0) + "\r\n")
        .collect(joining());
  }

  private Reply reply(String request) throws IOException {
    return Reply.of(exchange(request).getBytes(ISO_8859_1));
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = sendRaw(request)) {
      socket.shutdownOutput();
      return receiveAll(socket);
    }
  }
}
