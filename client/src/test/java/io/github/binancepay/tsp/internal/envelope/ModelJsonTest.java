package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.util.Throwables.getStackTrace;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.otherfields.Item;
import io.github.binancepay.tsp.otherfields.Items;
import io.github.binancepay.tsp.otherfields.OtherFields;
import io.github.binancepay.tsp.otherfields.OtherFieldsKind;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models and JSON. The client cannot rely on the strict mode of Gson 2.11, and is as strict. */
class ModelJsonTest {
  private static final String REJECTED = "rejected";

  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null                                   | data is missing",
        "{}                                     | data is not a list",
        "[{'id':'a'},null]                      | data[1] is null",
        "[{'id':'a'},7]                         | data[1] is not an object",
        "[{}]                                   | data[0].id is missing",
        "[{'id':'a'},{'4711':1}]                | data[1].id is missing",
        "[{'id':[]}]                            | data[0].id is not a string",
        "[{'id':'a','size':'4711'}]             | data[0].size is not an integer",
        "[{'id':'a','size':4711.0}]             | data[0].size is not an integer",
        "[{'id':'a','size':4711471147}]         | data[0].size is not an integer",
        "[{'id':'a','size':47e999999999}]       | data[0].size is not an integer",
        "[{'id':'a','time':true}]               | data[0].time is not an integer",
        "[{'id':'a','time':9223372036854775808}] | data[0].time is not an integer",
        "[{'id':'a','rate':'4711'}]             | data[0].rate is not a number",
        "[{'id':'a','rate':4711e999}]           | data[0].rate is not a number",
        "[{'id':'a','amount':'4711'}]           | data[0].amount is not a number",
        "[{'id':'a','amount':4711e999}]         | data[0].amount is not a number",
        "[{'id':'a','amount':4711e999999999}]   | data[0].amount is not a number",
        "[{'id':'a','amount':4711e-999999999}]  | data[0].amount is not a number",
        "[{'id':'a','amount':47110000000000000000000000000000000000000000000000000000000000000}] | data[0].amount is not a number",
        "[{'id':'a','isOpen':'true'}]           | data[0].isOpen is not a boolean",
        "[{'id':'a','isOpen':1}]                | data[0].isOpen is not a boolean",
        "[{'id':'a','owner':'4711'}]            | data[0].owner is not an object",
        "[{'id':'a','owner':{'id':null}}]       | data[0].owner.id is missing",
        "[{'id':'a','tags':'4711'}]             | data[0].tags is not a list",
        "[{'id':'a','tags':['4711',[]]}]        | data[0].tags[1] is not a string",
        "[{'id':'a','tags':['4711',null]}]      | data[0].tags[1] is null",
      })
  void namesTheFieldThatIsMissingOrWrongAndQuotesNoValue(String data, String problem) {
    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> read(data))
        .withMessage("Unexpected response (HTTP 200), " + problem)
        .satisfies(failure -> assertThat(getStackTrace(failure)).doesNotContain("4711"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'kind':'4711'", "'map':{'4711':'x'}", "'map':{'4711':1.5}"})
  void quotesNeitherAnUndocumentedValueNorAnUnknownName(String field) {
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> ModelJson.model(quoted("{" + field + "}"), OtherFields.class))
        .satisfies(failure -> assertThat(getStackTrace(failure)).doesNotContain("4711"));
  }

  @Test
  void readsEveryTypeAndKeepsTheDigitsOfANumber() {
    String item =
        "{'id':'a','size':-7,'time':9223372036854775807,'rate':1.5,'amount':1.50,'isOpen':true,"
            + "'owner':{'id':'b'},'tags':[]}";

    // A number or a boolean may replace a string.
    String others = "[{'id':1.50,'size':null,'owner':null,'tags':null},{'id':true},";
    assertThat(read(others + item + "]").getData())
        .containsExactly(
            new Item().id("1.50"),
            new Item().id("true"),
            new Item()
                .id("a")
                .size(-7)
                .time(Long.MAX_VALUE)
                .rate(1.5)
                .amount(new BigDecimal("1.50"))
                .isOpen(true)
                .owner(new Item().id("b"))
                .tags(List.of()));
  }

  @Test
  void readsAndWritesEveryKindOfField() throws Exception {
    String json =
        "{'requiredAndNullable':'x','kind':'TWO','number':1.50,'time':'2026-11-23T00:00:00+08:00',"
            + "'bytes':'aGkh','unique':['b','a'],'map':{'a':1},'nested':{'flag':true}}";

    OtherFields read = ModelJson.model(quoted(json), OtherFields.class);

    assertThat(written(read)).isEqualTo(quoted(json));
    assertThat(read.getKind()).isEqualTo(OtherFieldsKind.TWO);
    assertThat(read.addUniqueItem("c").getUnique()).containsExactly("b", "a", "c");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRequests")
  void doesNotSendARequestThatTheDocumentDoesNotAllow(
      String problem, CreateAuthorizationRequest request) {
    BinancePayClient client = server.client();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.createAuthorization(request))
        .withMessageStartingWith(problem);
    assertThat(client.createAuthorizationAsync(request))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .withMessageStartingWith(problem);
    assertThat(server.requestCount()).isZero();
  }

  // UTF-8 has no bytes for half of a surrogate pair; Java would send a question mark.
  static Stream<Arguments> wrongRequests() {
    String half = "request is not valid text";
    return Stream.of(
        arguments("request is null; pass a request with its fields set", null),
        arguments("merchantId is required", sampleRequest().merchantId(null)),
        arguments("merchantId must not be empty", sampleRequest().merchantId(" \t")),
        arguments("scopes must not be empty", sampleRequest().scopes(List.of())),
        arguments("scopes[1] is required", sampleRequest().scopes(Arrays.asList("CONVERT", null))),
        arguments("ipWhitelist is required", sampleRequest().ipWhitelist(null)),
        arguments("ipWhitelist[0] must not", sampleRequest().ipWhitelist(List.of(" "))),
        arguments(half, sampleRequest().merchantId("a\udc00b")),
        arguments(half, sampleRequest().putAdditionalProperty("\ud800", new JsonPrimitive(1))),
        arguments(half, sampleRequest().putAdditionalProperty("x", new JsonPrimitive("\ud800"))));
  }

  @Test
  void checksOptionalAndNestedFieldsOfARequest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelJson.check(new Item().id("a").owner(new Item()), Item.class))
        .withMessage("id is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelJson.check(new Item().id("a").tags(List.of()), Item.class))
        .withMessage("tags must not be empty");
  }

  @Test
  void omitsNullAndWritesTheFieldsOfTheDocumentInOrder() {
    Item item = new Item().tags(List.of("x")).id("<a>").owner(new Item().id("b"));
    item.getOwner().putAdditionalProperty("y", JsonNull.INSTANCE);

    assertThat(written(item.putAdditionalProperty("z", JsonNull.INSTANCE)))
        .isEqualTo(quoted("{'id':'<a>','owner':{'id':'b','y':null},'tags':['x'],'z':null}"));
    Item subclass = new Item() {};
    assertThat(new String(ModelJson.write(subclass.id("a"), Item.class), UTF_8))
        .isEqualTo(quoted("{'id':'a'}"));
  }

  private static Items read(String data) {
    String body = quoted("{'status':'SUCCESS','code':'000000','data':" + data + "}");
    return new EnvelopeReader<>(Items.class, true).read(200, body.getBytes(UTF_8), () -> null);
  }

  private static String written(Object model) {
    return new String(ModelJson.write(model, model.getClass()), UTF_8);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void acceptsTheSameTextsAsGsonInItsStrictMode(@ForAll("almostJson") String text) {
    assertThat(parsed(text)).isEqualTo(byGson(text));
  }

  @Provide
  Arbitrary<String> almostJson() {
    String separated =
        "{ } [ ] : , \"a\" \"b\" \" \"\\u00e9\\ud83d\\uDE00\" \"\\\"\\\\\\/\\b\\f\\n\\r\\t\" \"\\x\" 'a' - 0 1 12 . e E + true false null True nul"
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

  // Gson has the same limit since 2.12, and none in 2.10.1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[ | ]", "{\"a\": | }"})
  void rejectsMoreThan255Levels(String open, String close) throws IOException {
    StrictReader allowed = new StrictReader(open.repeat(255) + "1" + close.repeat(255));
    assertThat(ModelJson.ANY.read(allowed).toString()).contains("1");

    StrictReader tooDeep = new StrictReader(open.repeat(256) + "1" + close.repeat(256));
    tooDeep.setNestingLimit(1000);
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> ModelJson.ANY.read(tooDeep));
  }

  // Half of a surrogate pair, unknown escapes, and anything but white space around the value. Gson
  // ignores a byte order mark in its strict mode, too.
  @Test
  void rejectsTextThatIsNotJsonAndDuplicateNames() {
    String texts =
        "\"\\ud83d\"|\"\\ude00\\ud83d\"|\"\\u00g0\"|\"\\u\uff11111\"|\"\\u12\"|\"\\\"|\ufeff{}|{}\ufeff|{}\u0000"
            + "|{}{}|{};|{} x|\u00a0{}|[{\"a\":0,\"b\":0,\"a\":0}]|{\"a\":0,\"\\u0061\":0}";
    for (String text : texts.split("\\|")) {
      assertThat(parsed(text)).as(text).isEqualTo(REJECTED);
    }
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
