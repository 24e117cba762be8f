package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.util.Throwables.getStackTrace;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.otherfields.Item;
import io.github.binancepay.tsp.otherfields.Items;
import io.github.binancepay.tsp.otherfields.OtherFields;
import io.github.binancepay.tsp.otherfields.OtherFieldsKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJsonTest {
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
  void acceptsANumberOrABooleanInPlaceOfAString() {
    List<Item> items = read("[{'id':1.50},{'id':true},{'id':9223372036854775808}]").getData();

    assertThat(items)
        .extracting(Item::getId)
        .containsExactly("1.50", "true", "9223372036854775808");
  }

  @Test
  void readsEveryTypeAndKeepsTheDigitsOfANumber() {
    String item =
        "{'id':'a','size':-7,'time':9223372036854775807,'rate':1.5,'amount':1.50,'isOpen':true,"
            + "'owner':{'id':'b'},'tags':[]}";

    assertThat(read("[{'id':'a','size':null,'owner':null,'tags':null}," + item + "]").getData())
        .containsExactly(
            new Item().id("a"),
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
  void aRequestThatTheDocumentDoesNotAllowIsNotSent(
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
  void omitsNullAndKeepsTheOrderOfTheDocument() {
    Item item = new Item().tags(List.of("x")).id("<a>").owner(new Item().id("b"));
    item.getOwner().putAdditionalProperty("y", JsonNull.INSTANCE);

    assertThat(written(item.putAdditionalProperty("z", JsonNull.INSTANCE)))
        .isEqualTo(quoted("{'id':'<a>','owner':{'id':'b','y':null},'tags':['x'],'z':null}"));
    assertThat(written(new Item().id("a"))).isEqualTo(quoted("{'id':'a'}"));
  }

  @Test
  void writesASubclassAsTheModel() {
    Item item = new Item() {};

    assertThat(new String(ModelJson.write(item.id("a"), Item.class), UTF_8))
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
}
