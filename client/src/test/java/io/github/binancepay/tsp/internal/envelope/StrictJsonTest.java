package io.github.binancepay.tsp.internal.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gson has a strict mode since 2.11; the client runs with older ones, but its tests do not. */
class StrictJsonTest {
  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void readsWhatGsonReadsStrictlyAndNothingElse(@ForAll("almostJson") String text) {
    assertThat(parsed(text)).isEqualTo(byGson(text));
  }

  @Provide
  Arbitrary<String> almostJson() {
    return pieces(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"a\"",
            "\"b\"",
            "\"",
            "\"\\u00e9\\n\"",
            "\"\\x\"",
            "'a'",
            "-",
            "0",
            "1",
            "12",
            ".",
            "e",
            "E",
            "+",
            "true",
            "false",
            "null",
            "True",
            "nul",
            " ",
            "\n",
            "\t",
            "\f",
            "\u00a0",
            "\"é😀\"",
            "\u0000",
            "//")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces))
        .flatMap(
            text ->
                pieces("%s", "[%s]", "{\"x\":%s}", "{\"x\":[1,%s]}")
                    .map(f -> String.format(f, text)));
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d\\ude00", "\\uD83D\\uDE00", "\\\"\\\\\\/\\b\\f\\n\\r\\t"})
  void unescapesAsGsonDoes(String escaped) throws Exception {
    String text = "\"" + escaped + "\"";

    assertThat(StrictJson.parse(text)).isEqualTo(JsonParser.parseString(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00\\ud83d", "\\u00g0", "\\u\uff11111", "\\u12", "\\"})
  void refusesHalfOfASurrogatePairAndWhatIsNoEscape(String escaped) {
    assertThat(parsed("\"" + escaped + "\"")).isEqualTo("refused");
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThat(parsed("[".repeat(255) + "]".repeat(255))).startsWith("[");
    assertThat(parsed("[".repeat(257) + "]".repeat(257))).isEqualTo("refused");
    assertThat(parsed("{\"a\":".repeat(100_000))).isEqualTo("refused");
  }

  private static String parsed(String text) {
    try {
      return StrictJson.parse(text).toString();
    } catch (IOException | JsonParseException | MalformedBodyException e) {
      return "refused";
    }
  }

  private static String byGson(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement json = text.isBlank() ? null : JsonParser.parseReader(reader);
      return json != null && reader.peek() == JsonToken.END_DOCUMENT ? json.toString() : "refused";
    } catch (IOException | JsonParseException e) {
      return "refused";
    }
  }
}
