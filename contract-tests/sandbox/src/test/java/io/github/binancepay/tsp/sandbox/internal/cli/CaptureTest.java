package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureTest {
  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("curl h -d '{\"a\":1}'", "{\"a\":1}"),
        arguments("curl h -d'{}'", "{}"),
        arguments("curl h -sSd '{}'", "{}"),
        arguments("curl h --data-raw @body.json", "@body.json"),
        arguments("curl h -d a=1 --data b=2", "a=1&b=2"),
        arguments("curl h --json '{\"a\":' --json 1}", "{\"a\":1}"),
        arguments("curl h -d \"{\\\"a\\\":\\\"\\$1\\\"}\"", "{\"a\":\"$1\"}"),
        arguments("curl h -d \"$ \\a\"", "$ \\a"),
        arguments("curl h -d $'\\!\\\\\\t'", "\\!\\\t"),
        arguments(
            "curl h -d $'{\"a\":\"it\\'s\\u00e9\\n\\x41\\101\"}'", "{\"a\":\"it's\u00e9\nAA\"}"),
        arguments("curl h -d $'\\ud83d\\ude00'", "\ud83d\ude00"),
        arguments("curl h -d '\u00e9'", "\u00e9"),
        arguments("curl h -d 'a\nb'", "a\nb"),
        arguments("curl h -d a'b'\"c\"\\ d", "abc d"),
        arguments("curl h -d '' -H x", ""),
        arguments("curl \\\r\n  h \\\r\n  -d '{}'\r\n", "{}"),
        arguments("$ curl h -d '{}' > out.json 2>&1 | jq .", "{}"),
        arguments("KEY=x /usr/bin/curl h -d '{}'; echo done", "{}"),
        arguments("+ curl h -d '{}'", "{}"),
        arguments("# a comment, it's\ncurl h#a -d '{}' # another", "{}"),
        arguments("curl --compressed -k -o out -m 5 --max-time 5 h -d '{}'", "{}"),
        arguments("curl h -d \"" + "\\\"".repeat(60_000) + "\"", "\"".repeat(60_000)),
        arguments("POST /p HTTP/1.1\r\nX: y\r\n\r\n{\"a\":\n1}\n", "{\"a\":\n1}\n"),
        arguments("POST /p HTTP/1.1\nX: y\n\n{}", "{}"),
        arguments("POST /p HTTP/1.1\nContent-Length: 2\n\n{}\n", "{}"),
        arguments("POST /p HTTP/2\nX: y", ""),
        arguments("POST /p\nX: y\n\n{}", "{}"),
        arguments("X: y\nZ: a\n\n{}", "{}"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void readsTheBody(String capture, String body) {
    assertThat(new String(read(capture).request().body(), UTF_8)).isEqualTo(body);
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        arguments("curl h/p -H 'X: y' -H x:z", "GET /p? [X=y, x=z]"),
        arguments("curl --unix-socket /s --retry-delay 1 h/p", "GET /p? []"),
        arguments("curl -X PUT --url https://h/p -H 'X;'", "PUT /p? [X=]"),
        arguments("curl -XPOST -H'X: y' h", "POST /? [X=y]"),
        arguments("curl h -d 1", "POST /? [content-type=application/x-www-form-urlencoded]"),
        arguments("curl h -d 1 -H 'Content-Type:'", "POST /? []"),
        arguments("curl h -d 1 -H 'Content-type: a/b'", "POST /? [Content-type=a/b]"),
        arguments("curl h --json 1", "POST /? [content-type=application/json]"),
        arguments("curl 'http://h/p?a=1&b=2#f'", "GET /p?a=1&b=2 []"),
        arguments("POST /p?q HTTP/1.1\r\nX:  y \r\n\r\n", "POST /p?q [X=y]"),
        arguments("post https://h/p HTTP/1.1\r\n\r\n", "post /p? []"),
        arguments("\ufeffPOST /p HTTP/1.1\n\n", "POST /p? []"),
        arguments("BinancePay-Nonce: n\r\nX: y\r\n\r\n{}", "POST /? [BinancePay-Nonce=n, X=y]"));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void readsMethodUrlAndHeaders(String capture, String head) {
    SandboxRequest request = read(capture).request();

    String headers =
        request.headers().stream().map(one -> one.name() + "=" + one.value()).toList().toString();
    assertThat(request.method() + " " + request.path() + "?" + request.query() + " " + headers)
        .isEqualTo(head);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("", "is empty"),
        arguments(" \n", "is empty"),
        arguments("hello there", "cannot be read; expected a curl command line, or the headers"),
        arguments("\u0000\u0001\u00ff", "cannot be read"),
        arguments("curl", "no URL"),
        arguments("curl h -d", "-d has no value"),
        arguments("curl h -d '{", "quote ' in line 1 is not closed"),
        arguments("curl h \\\n -d \"{", "quote \" in line 2 is not closed"),
        arguments("curl h -d $'{", "quote ' in line 1 is not closed"),
        arguments("curl h -H \"BinancePay-Nonce: $NONCE\"", "a variable or the output"),
        arguments("curl h -H \"BinancePay-Nonce: $(uuidgen)\"", "a variable or the output"),
        arguments("curl h -H X:`date`", "a variable or the output"),
        arguments("curl h -d @-", "names a file or standard input, which is not opened"),
        arguments("curl h -d @/etc/hostname", "names a file or standard input"),
        arguments("curl h --data-binary @/etc/hostname", "names a file or standard input"),
        arguments("curl h -H @/etc/hostname", "names a file or standard input"),
        arguments("curl a\ncurl b", "2 curl command lines"),
        arguments("curl h -F a=b", "curl's -F is not read; expected a JSON body"),
        arguments("curl h --data-urlencode a@f", "curl's --data-urlencode is not read"),
        arguments("curl -sG h -d a=1", "curl's -G is not read"),
        arguments("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n2\n{}\n0\n\n", "in chunks"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysWhyACaptureCannotBeRead(String capture, String why) {
    assertThatThrownBy(() -> read(capture))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("hostname");
  }

  @Test
  void remarksWhatIsOddInTheCapture() {
    for (String header : List.of("nothing", "X:", ":x")) {
      assertThat(read("curl h -H " + header).remarks())
          .containsExactly(
              "curl sends no header that lacks a colon or a value; write -H 'Name: value'.");
    }
    assertThat(read("POST /p HTTP/1.1\nnothing\nContent-Length: 9\n\n{}").remarks())
        .satisfiesExactly(
            line -> assertThat(line).contains("Line 2"),
            bytes -> assertThat(bytes).contains("2 bytes", "Content-Length is 9"));
  }

  @ParameterizedTest
  @CsvSource({
    "'Date: Sat, 01 Nov 2025 00:00:00 GMT', true, 2025-11-01T00:00:00Z",
    "'Date: Sat, 01 Nov 2025 00:00:00 GMT\nBinancePay-Timestamp: 1761955200999', true, 2025-11-01T00:00:00.999Z",
    "'Date: yesterday\nBinancePay-Timestamp: 1761955200123', false, 2025-11-01T00:00:00.123Z",
    "BinancePay-Timestamp: 1761955200, false, 2025-11-01T00:00:00Z",
    "BinancePay-Timestamp: 1761955200000000, false, 2025-11-01T00:00:00Z"
  })
  void readsTheTimeOfTheCapture(String headers, boolean dated, Instant time) {
    Capture capture = read("POST /p HTTP/1.1\n" + headers.replace("\\n", "\n") + "\n\n");

    assertThat(capture.dated()).isEqualTo(dated);
    assertThat(Instant.ofEpochMilli(capture.request().receivedAtMillis())).isEqualTo(time);
  }

  @Test
  void keepsTheBytesOfABody() {
    byte[] body = {(byte) 0xff, 0, (byte) 0x80};
    String capture = "POST /p HTTP/1.1\n\n" + new String(body, ISO_8859_1);

    assertThat(Capture.read(capture.getBytes(ISO_8859_1)).request().body()).isEqualTo(body);
  }

  private static Capture read(String capture) {
    return Capture.read(capture.getBytes(UTF_8));
  }
}
