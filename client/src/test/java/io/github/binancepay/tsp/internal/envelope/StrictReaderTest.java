package io.github.binancepay.tsp.internal.envelope;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the strict mode of Gson 2.11, which the client cannot rely on. */
class StrictReaderTest {
  private static final String REJECTED = "rejected";

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void acceptsExactlyWhatGsonAcceptsInItsStrictMode(@ForAll("almostJson") String text) {
    assertThat(parsed(text)).isEqualTo(byGson(text));
  }

  @Provide
  Arbitrary<String> almostJson() {
    String separated =
        "{ } [ ] : , \"a\" \"b\" \" \"\\u00e9\\n\" \"\\x\" 'a' - 0 1 12 . e E + true false null True nul"
            + " \n \t \f \u00a0 \"é😀\" \0 //  ";
    return pieces(separated.split(" ", -1))
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
  void unescapesLikeGson(String escaped) {
    String text = "\"" + escaped + "\"";

    assertThat(parsed(text)).isEqualTo(byGson(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00\\ud83d", "\\u00g0", "\\u\uff11111", "\\u12", "\\"})
  void rejectsHalfOfASurrogatePairAndUnknownEscapes(String escaped) {
    assertThat(parsed("\"" + escaped + "\"")).isEqualTo(REJECTED);
  }

  // Gson has the same limit since 2.12, and none in 2.10.1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[ | ]", "{\"a\": | }"})
  void rejectsMoreThan255Levels(String open, String close) throws IOException {
    StrictReader allowed = new StrictReader(open.repeat(254) + "[]" + close.repeat(254));
    assertThat(ModelJson.ANY.read(allowed).toString()).contains("[]");

    StrictReader tooDeep = new StrictReader(open.repeat(255) + "[]" + close.repeat(255));
    tooDeep.setNestingLimit(1000);
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> ModelJson.ANY.read(tooDeep));
  }

  // Gson ignores a byte order mark in its strict mode, too.
  @ParameterizedTest
  @ValueSource(strings = {"\ufeff{}", "{}\ufeff", "{}\u0000", "{}{}", "{};", "{} x", "\u00a0{}"})
  void rejectsAnythingButWhiteSpaceAroundTheValue(String text) {
    assertThat(parsed(text)).isEqualTo(REJECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 100})
  void rejectsADuplicateNameInAnObjectOfAnySize(int size) {
    String members =
        IntStream.range(0, size).mapToObj(i -> "\"" + i + "\":0").collect(joining(","));

    assertThat(parsed("[{" + members + "}]")).startsWith("[{");
    assertThat(parsed("[{" + members + ",\"0\":0}]")).isEqualTo(REJECTED);
    assertThat(parsed("[{" + members + ",\"\\u0030\":0}]")).isEqualTo(REJECTED);
  }

  private static String parsed(String text) {
    try {
      return ModelJson.read(text, ModelJson.ANY).toString();
    } catch (MalformedBodyException e) {
      return REJECTED;
    }
  }

  private static String byGson(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement json = text.isBlank() ? null : JsonParser.parseReader(reader);
      return json != null && reader.peek() == JsonToken.END_DOCUMENT ? json.toString() : REJECTED;
    } catch (IOException | JsonParseException e) {
      return REJECTED;
    }
  }
}
