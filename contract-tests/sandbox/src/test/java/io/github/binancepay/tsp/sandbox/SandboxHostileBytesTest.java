package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxHostileBytesTest {
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
    new SignedRequest().body(bytes).sendTo(sandbox).assertRefused().assertFailure(code);

    assertServes();
  }

  @Test
  void answersAMemberOfManyThatIsADuplicate() {
    SignedRequest request = new SignedRequest().behindBody(",\"scopes\":[\"REFUND\"]}");
    String body = new String(request.body(), UTF_8).replace("},", ",");

    request.body(body).sendTo(sandbox).assertRefused().assertFailure("400008");

    assertServes();
  }

  private void assertServes() {
    new SignedRequest().sendTo(sandbox).assertCreated();
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
}
