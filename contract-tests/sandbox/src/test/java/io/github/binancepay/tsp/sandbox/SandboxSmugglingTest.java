package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
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
 * Requests whose end two servers might see in different places, and others that are not what they
 * seem.
 */
class SandboxSmugglingTest {
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

    String responses =
        exchange(line("POST", SignedRequest.PATH) + HOST + headers + "\r\n" + body + hidden);

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
            line("POST", SignedRequest.PATH)
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
        stranger("half the headers", line("POST", SignedRequest.PATH) + HOST + "Content-Le"),
        stranger(
            "lines that end in LF", "POST /x HTTP/1.1\nHost: sandbox\nContent-Length: 2\n\n{}"),
        stranger("an empty line first", "\r\n\r\n\r\n" + line("POST", "/x") + HOST + "\r\n"),
        stranger(
            "a charset that does not exist",
            line("POST", SignedRequest.PATH)
                + HOST
                + "Content-Type: application/json;charset=klingon\r\nContent-Length: 2\r\n\r\n{}"),
        stranger(
            "a charset of another kind",
            line("POST", SignedRequest.PATH)
                + HOST
                + "Content-Type: application/json;charset=utf-16\r\nContent-Length: 2\r\n\r\n{}"),
        stranger(
            "two media types",
            line("POST", SignedRequest.PATH)
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

    String responses = exchange(right + rejected + right.replace(right, raw(new SignedRequest())));

    assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
        .containsExactly("200", "400", "200");
  }

  @Test
  void takesTheTargetOfAProxysRequestForItsPath() throws IOException {
    String throughAProxy = raw(new SignedRequest()).replace("POST /", "POST http://sandbox/");

    assertThat(exchange(throughAProxy)).contains("SUCCESS");
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
    StringBuilder raw = new StringBuilder(line("POST", SignedRequest.PATH) + HOST);
    request
        .headers()
        .forEach(
            (name, values) -> raw.append(name).append(": ").append(values.get(0)).append("\r\n"));
    String body = new String(request.body(), UTF_8);
    return raw.append("Content-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  private static void assertRefusedOrClosed(String responses) {
    assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
        .allMatch(status -> status.startsWith("4"), "is a refusal");
    assertThat(responses).doesNotContain("Exception", "\tat ", "java.", "jetty");
  }

  private void assertServes() {
    new SignedRequest().sendTo(sandbox).assertCreated();
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes(request));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private Socket connect() throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
