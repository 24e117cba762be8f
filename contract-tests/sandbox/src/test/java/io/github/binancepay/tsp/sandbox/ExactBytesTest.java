package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature over other bytes is wrong, be they the same JSON. */
class ExactBytesTest {
  // One for all: they differ in nonces, and change nothing.
  @RegisterExtension
  static final SandboxExtension SANDBOX =
      new SandboxExtension(Sandbox.builder().clock(Clock.fixed(TestRequest.NOW, UTC)));

  private static final String COMPACT =
      "{\"merchantId\":\"merchant1\",\"scopes\":[\"CONVERT\"],\"ipWhitelist\":[\"192.168.1.1\"]}";
  private static final Map<String, String> FORMS =
      Map.of(
          "compact", COMPACT,
          "spaced", COMPACT.replace(":", ": ").replace(",", ", "),
          "indented", COMPACT.replace("{", "{\n  ").replace(",", ",\n  ").replace("}", "\n}"),
          "with CRLF", COMPACT.replace(",", ",\r\n"),
          "with a final line feed", COMPACT + "\n",
          "re-escaped", COMPACT.replace("merchant1", "\\u006derchant1"),
          "escaped in upper case", COMPACT.replace("merchant1", "\\u006Derchant1"),
          "re-ordered",
              "{\"ipWhitelist\":[\"192.168.1.1\"],\"scopes\":[\"CONVERT\"],\"merchantId\":\"merchant1\"}");

  @Test
  void areTheSameJsonInEveryForm() {
    assertThat(FORMS.values())
        .extracting(JsonParser::parseString)
        .containsOnly(JsonParser.parseString(COMPACT));
  }

  static Stream<Arguments> pairs() {
    return FORMS.keySet().stream()
        .flatMap(sent -> FORMS.keySet().stream().map(signed -> arguments(sent, signed)));
  }

  @ParameterizedTest(name = "sent {0}, signed {1}")
  @MethodSource("pairs")
  void areWhatIsSigned(String sent, String signed) {
    TestRequest request = new TestRequest().body(FORMS.get(sent)).signedAs(FORMS.get(signed));
    Reply reply = request.sendTo(SANDBOX.baseUrl());

    if (sent.equals(signed)) {
      reply.assertCreated();
    } else {
      reply.assertFailure("400002");
    }
  }

  /** The class file names each method that is called. */
  @Test
  void areComparedInConstantTime() throws IOException {
    String classFile;
    try (var in = SignatureCheck.class.getResourceAsStream("SignatureCheck.class")) {
      classFile = new String(in.readAllBytes(), ISO_8859_1);
    }

    assertThat(classFile).contains("isEqual");
    for (String other :
        List.of("equals", "compare", "contentEquals", "mismatch", "regionMatches")) {
      assertThat(classFile).doesNotContainIgnoringCase(other);
    }
  }
}
