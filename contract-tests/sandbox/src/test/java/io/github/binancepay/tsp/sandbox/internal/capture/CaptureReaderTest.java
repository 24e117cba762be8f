package io.github.binancepay.tsp.sandbox.internal.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.Header;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureReaderTest {
  private static final Map<String, String> FILES =
      Map.of(
          "body.json", "{\"a\":\r\n1}\n",
          "headers.txt", "X: from a file\r\n\r\nY: too\n");

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("curl h -d '{\"a\":1}'", "{\"a\":1}"),
        arguments("curl h -d'{}'", "{}"),
        arguments("curl h -sSd '{}'", "{}"),
        arguments("curl h --data-raw @body.json", "@body.json"),
        arguments("curl h -d a=1 --data b=2", "a=1&b=2"),
        arguments("curl h --json '{\"a\":' --json 1}", "{\"a\":1}"),
        arguments("curl h -d \"{\\\"a\\\":\\\"\\$1\\\"}\"", "{\"a\":\"$1\"}"),
        arguments(
            "curl h -d $'{\"a\":\"it\\'s\\u00e9\\n\\x41\\101\"}'", "{\"a\":\"it's\u00e9\nAA\"}"),
        arguments("curl h -d $'\\ud83d\\ude00'", "\ud83d\ude00"),
        arguments("curl h -d '\u00e9'", "\u00e9"),
        arguments("curl h -d 'a\nb'", "a\nb"),
        arguments("curl h -d a'b'\"c\"\\ d", "abc d"),
        arguments("curl h -d '' -H x", ""),
        arguments("curl h -d ''\\\n -H x", ""),
        arguments("curl \\\r\n  h \\\r\n  -d '{}'\r\n", "{}"),
        arguments("$ curl h -d '{}' > out.json 2>&1 | jq .", "{}"),
        arguments("KEY=x /usr/bin/curl h -d '{}'; echo done", "{}"),
        arguments("+ curl h -d '{}'", "{}"),
        arguments("curl 'h' -d '^\"'", "^\""),
        arguments("# a comment, it's\ncurl h -d '{}' # another", "{}"),
        arguments("curl --compressed -k -o out -m 5 --max-time 5 h -d '{}'", "{}"),
        arguments("curl h -d @body.json", "{\"a\":1}"),
        arguments("curl h --data-binary @body.json", "{\"a\":\r\n1}\n"),
        arguments("curl h --json @body.json", "{\"a\":\r\n1}\n"),
        arguments("curl -G h -d a=1", ""),
        arguments(
            "curl \"h\" ^\r\n  -H \"X: y\" ^\r\n  --data-raw \"{\\\"a\\\":\\\"b\\\\c\\\"}\"",
            "{\"a\":\"b\\\\c\"}"),
        arguments(
            "curl ^\"h^\" ^\n  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"b c^\\^\",^\n\n1^}^\"",
            "{\"a\":\"b c\",\n1}"),
        arguments("POST /p HTTP/1.1\r\nX: y\r\n\r\n{\"a\":\n1}\n", "{\"a\":\n1}\n"),
        arguments("POST /p HTTP/1.1\nX: y\n\n{}", "{}"),
        arguments("POST /p HTTP/1.1\nContent-Length: 2\n\n{}\n", "{}"),
        arguments("POST /p HTTP/2\nX: y", ""),
        arguments("POST /p\nX: y\n\n{}", "{}"),
        arguments(
            "POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x\r\n\":1}\r\n0\r\n\r\n",
            "{\"a\":1}"),
        arguments(har("\"text\":\"{\\\"a\\\":\\\"\u00e9\\\"}\""), "{\"a\":\"\u00e9\"}"),
        arguments(har("\"text\":\"e30=\",\"encoding\":\"base64\""), "{}"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void theBodyIsWhatWasSent(String capture, String body) {
    assertThat(new String(read(capture).body(), UTF_8)).isEqualTo(body);
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        arguments("curl h/p -H 'X: y' -H x:z", "GET http://h/p [X=y, x=z]"),
        arguments("curl -X PUT --url https://h/p -H 'X;'", "PUT https://h/p [X=]"),
        arguments("curl -XPOST -H'X: y' h", "POST http://h [X=y]"),
        arguments("curl h -d 1", "POST http://h [content-type=application/x-www-form-urlencoded]"),
        arguments("curl h -d 1 -H 'Content-Type:'", "POST http://h []"),
        arguments("curl h -d 1 -H 'Content-type: a/b'", "POST http://h [Content-type=a/b]"),
        arguments(
            "curl h --json 1",
            "POST http://h [content-type=application/json, accept=application/json]"),
        arguments("curl h -H @headers.txt", "GET http://h [X=from a file, Y=too]"),
        arguments("curl 'http://h/p?a=1&b=2#f' -I", "HEAD http://h/p?a=1&b=2#f []"),
        arguments("curl -- h", "GET http://h []"),
        arguments("POST /p?q HTTP/1.1\r\nX:  y \r\n\r\n", "POST /p?q [X=y]"),
        arguments("post https://h/p HTTP/1.1\r\n\r\n", "post https://h/p []"),
        arguments("\ufeffPOST /p HTTP/1.1\n\n", "POST /p []"),
        arguments(har("\"text\":\"\""), "POST https://h/p [BinancePay-Nonce=n]"),
        arguments(
            "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"x\",\"headers\":[]}},"
                + har("\"text\":\"\"")
                + "]}}",
            "POST https://h/p [BinancePay-Nonce=n]"),
        arguments(
            "{\"method\":\"POST\",\"url\":\"u\",\"headers\":[{\"name\":\":path\",\"value\":\"/\"}]}",
            "POST u []"));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void methodUrlAndHeadersAreThoseSent(String capture, String head) {
    CapturedRequest request = read(capture);

    assertThat(
            request.method()
                + " "
                + request.url()
                + " "
                + request.headers().stream()
                    .map(header -> header.name() + "=" + header.value())
                    .toList())
        .isEqualTo(head);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("", "is empty"),
        arguments(" \n", "is empty"),
        arguments("hello there", "not one of these"),
        arguments("it's", "not one of these"),
        arguments("\u0000\u0001\u00ff", "not one of these"),
        arguments("curl", "no URL"),
        arguments("curl h -d", "-d has no value"),
        arguments("curl h -d '{", "quote ' that opens in line 1"),
        arguments("curl h \\\n -d \"{", "quote \" that opens in line 2"),
        arguments("curl h -H \"BinancePay-Nonce: $NONCE\"", "a variable in line 1"),
        arguments("curl h -H \"BinancePay-Nonce: $(uuidgen)\"", "the output of another command"),
        arguments("curl h -H X:`date`", "the output of another command"),
        arguments("curl h -d @-", "standard input"),
        arguments("sign | curl h -H @- -d 1", "standard input"),
        arguments("curl a\ncurl b", "2 curl command lines"),
        arguments("curl h -F a=b", "--form is not read"),
        arguments("curl h -T file", "--upload-file is not read"),
        arguments("curl h -d $'\\u'", "without digits"),
        arguments("curl h -d $'\\UFFFFFFFF'", "not a code point"),
        arguments("{", "is not JSON"),
        arguments("{\"a\":".repeat(60_000), "is not JSON"),
        arguments("{}", "not HAR"),
        arguments("{\"log\":{}}", "has 0 entries"),
        arguments("{\"log\":{\"entries\":[" + har("") + "," + har("") + "]}}", "has 2 entries"),
        arguments("{\"log\":{\"entries\":[1]}}", "not HAR"),
        arguments("{\"log\":[]}", "not HAR"),
        arguments(har("\"params\":[]"), "params of a form"),
        arguments(har("\"text\":\"!\",\"encoding\":\"base64\""), "said to be base64"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadIsSaid(String capture, String why) {
    assertThatThrownBy(() -> read(capture))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatCurlHasStrippedIsKeptApart() {
    assertThat(read("curl h -d @body.json").file())
        .contains(FILES.get("body.json").getBytes(UTF_8));
    assertThat(read("curl h --data-binary @body.json").file()).isEmpty();
  }

  @Test
  void whatIsOddInTheCaptureIsSaid() {
    assertThat(read("curl h -H nothing").remarks()).singleElement().asString().contains("no colon");
    assertThat(read("curl h -H 'X:'").remarks()).singleElement().asString().contains("header X");
    assertThat(read("POST /p HTTP/1.1\nnothing\nContent-Length: 9\n\n{}").remarks())
        .satisfiesExactly(
            line -> assertThat(line).contains("Line 2"),
            bytes -> assertThat(bytes).contains("2 bytes", "Content-Length says 9"));
    assertThat(read("POST /p HTTP/1.1\nTransfer-Encoding: chunked\n\n{}").remarks())
        .singleElement()
        .asString()
        .contains("chunks");
  }

  @Test
  void theTimeOfTheCaptureIsRead() {
    Instant second = Instant.parse("2025-11-01T00:00:00Z");

    assertThat(read(har("")).time().orElseThrow().earliest()).isEqualTo(second.plusMillis(5));
    assertThat(read("POST /p HTTP/1.1\nDate: Sat, 01 Nov 2025 00:00:00 GMT\n\n").time())
        .contains(new CapturedRequest.SendTime(second, second.plusMillis(999), "its header Date"));
    assertThat(read("POST /p HTTP/1.1\nDate: yesterday\n\n").time()).isEmpty();
  }

  @Test
  void theBytesOfABodyAreKept() {
    byte[] body = {(byte) 0xff, 0, (byte) 0x80};
    String capture = "POST /p HTTP/1.1\n\n" + new String(body, ISO_8859_1);

    assertThat(CaptureReader.read(capture.getBytes(ISO_8859_1), null).body()).isEqualTo(body);
  }

  @Test
  void noValueIsInTheText() {
    CapturedRequest request = read("curl h/p?token=secret -H 'X: secret' -d secret");

    assertThat(request + " " + new Header("X", "secret")).doesNotContain("secret");
  }

  private static CapturedRequest read(String capture) {
    return CaptureReader.read(
        capture.getBytes(UTF_8), (option, name) -> FILES.get(name).getBytes(UTF_8));
  }

  private static String har(String postData) {
    return """
        {"startedDateTime": "2025-11-01T01:00:00.005+01:00", "request": {"method": "POST",
         "url": "https://h/p", "headers": [{"name": "BinancePay-Nonce", "value": "n"}],
         "postData": {%s}}}"""
        .formatted(postData);
  }
}
