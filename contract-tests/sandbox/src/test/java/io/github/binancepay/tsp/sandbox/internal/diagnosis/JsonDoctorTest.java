package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDoctorTest {
  /** In which `n is a line feed, `r a carriage return, and ~ a double quote. */
  @ParameterizedTest
  @CsvSource({
    "'', the body is empty",
    "'  ', 'line 1, column 3: expected {, since the body is an object, but the body ends here'",
    "[], 'line 1, column 1: expected {, since the body is an object, but found ['",
    "a=1&b=2, 'line 1, column 1: expected {, since the body is an object, but found a'",
    "'{`n  ~a~: 1,`n}', 'line 3, column 1: expected a name in double quotes, but found }; remove the comma'",
    "'{`r`n~a~: [1, 2, ]}', 'line 2, column 13: expected a value, but found ]; remove the comma before it'",
    "'{~a~: }', 'column 7: expected a value, but found }'",
    "'{''a'': 1}', 'column 2: expected a name in double quotes, but found ''; JSON has straight'",
    "'{~a~: True}', 'column 7: expected a value, but found True; JSON has true, false and null'",
    "'{~a~: NaN}', 'column 7: expected a value, but found NaN; JSON has true, false and null'",
    "'{a: 1}', 'column 2: expected a name in double quotes, but found a'",
    "'{~a~ 1}', 'column 6: expected a colon, but found 1'",
    "'{~a~: 1 ~b~: 2}', 'column 9: expected a comma or }, but found ~'",
    "'{~a~: [1 2]}', 'column 10: expected a comma or ], but found 2'",
    "'{~a~: 1} {}', 'column 10: the object has ended, but found {'",
    "'{~a~: 1', 'column 8: expected a comma or }, but the body ends here'",
    "'{~a~: ~b}', 'column 7: a string begins here that has no end'",
    "'{~a~: ~`n~}', 'column 7: a string begins here that has no end, a control character or a wrong escape'",
    "'{~a~: ~\\x~}', 'column 7: a string begins here that has no end'",
    "'{~a~: ~\\u00g0~}', 'column 7: a string begins here that has no end'",
    "'{~a~: ~\\ud800~}', 'column 7: the string has half of a surrogate pair'",
    "'{~a~: 1, ~\\u0061~: 2}', 'column 10: the member a is duplicated'",
    "'{~a~: 01}', 'column 7: expected a value, but found 01'",
    "'{~a~: 1.}', 'column 7: expected a value, but found 1.'",
    "'{~a~: -}', 'column 7: expected a value, but found -'",
    "'{~a~: 1e}', 'column 7: expected a value, but found 1e'",
    "'{~a~: // why', 'column 7: expected a value, but found /; JSON has no comments'",
    "'{~\uD83D\uDE00~: x}', 'column 7: expected a value, but found x'",
    "'\uFEFF{}', 'line 1, column 1: expected {, since the body is an object, but found U+FEFF'"
  })
  void findsThePlaceWhereTheBodyBreaks(String body, String finding) {
    assertThat(JsonDoctor.diagnose(text(body).getBytes(UTF_8)))
        .hasValueSatisfying(found -> assertThat(found).contains(text(finding)).matches("[ -~]*"));
  }

  private static String text(String written) {
    return written.replace("`n", "\n").replace("`r", "\r").replace('~', '"');
  }

  @Test
  void findsTheByteThatIsNotUtf8() {
    assertThat(JsonDoctor.diagnose("{\n\"a\": \"\u00e9\"}".getBytes(ISO_8859_1)))
        .hasValueSatisfying(
            found -> assertThat(found).startsWith("line 2, column 7: a byte is not UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \r\n\t{ } \n",
        "{\"a\":[1,-0,0.5e+3,true,false,null,\"\\u0000\\\"\u00e9\",[],{}],\"b\":{\"a\":1}}",
        "{\"\\ud83d\\ude00\":1}"
      })
  void findsNothingInAnObject(String body) {
    assertThat(JsonDoctor.diagnose(body.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void acceptsAtMost255Levels() {
    assertThat(JsonDoctor.diagnose(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8)))
        .hasValueSatisfying(found -> assertThat(found).contains("more than 255 objects and lists"));
  }
}
