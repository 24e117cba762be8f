package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.internal.schema.Required;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check knows no field; these models have what those of other operations will have. */
class ResponseBinderTest {
  static final class Envelope {
    @Required
    @SerializedName("status")
    String status;

    @Required
    @SerializedName("code")
    String code;

    @SerializedName("data")
    List<Item> data;
  }

  static final class Item {
    @Required
    @SerializedName("id")
    String id;

    @SerializedName("size")
    Integer size;

    @SerializedName("time")
    Long time;

    @SerializedName("rate")
    Double rate;

    @SerializedName("on")
    Boolean on;

    @SerializedName("owner")
    Item owner;

    @SerializedName("tags")
    List<String> tags;
  }

  private final EnvelopeReader<Envelope> reader =
      new EnvelopeReader<>(new Gson(), Envelope.class, true);

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
        "[{'id':7}]                             | data[0].id is not a string",
        "[{'id':'a','size':'4711'}]             | data[0].size is not an integer",
        "[{'id':'a','size':4711.5}]             | data[0].size is not an integer",
        "[{'id':'a','size':4711471147}]         | data[0].size is not an integer",
        "[{'id':'a','size':47e999999999}]       | data[0].size is not an integer",
        "[{'id':'a','time':true}]               | data[0].time is not an integer",
        "[{'id':'a','rate':'4711'}]             | data[0].rate is not a number",
        "[{'id':'a','rate':4711e999}]           | data[0].rate is not a number",
        "[{'id':'a','rate':47110000000000000000000000000000000000000000000000000000000000000}] | data[0].rate is not a number",
        "[{'id':'a','on':'4711'}]               | data[0].on is not a boolean",
        "[{'id':'a','owner':'4711'}]            | data[0].owner is not an object",
        "[{'id':'a','owner':{'id':null}}]       | data[0].owner.id is missing",
        "[{'id':'a','tags':'4711'}]             | data[0].tags is not a list",
        "[{'id':'a','tags':['4711',[]]}]        | data[0].tags[1] is not a string",
      })
  void namesTheFieldThatIsMissingOrWrongAndQuotesNoValue(String data, String problem) {
    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> read(data))
        .withMessage("Unexpected response (HTTP 200), " + problem)
        .satisfies(failure -> assertThat(getStackTrace(failure)).doesNotContain("4711"));
  }

  @Test
  void whatIsOptionalMayBeAbsentOrNullAndWhatIsUnknownIsIgnored() {
    Envelope read = read("[{'id':'a','size':-7,'on':null,'new':{'x':[null]}},{'id':'b','time':9}]");

    assertThat(read.data).extracting(item -> item.id).containsExactly("a", "b");
    assertThat(read.data.get(0).size).isEqualTo(-7);
    assertThat(read.data.get(1).time).isEqualTo(9);
  }

  // Otherwise nothing of a generated model would be checked, and all else here be green.
  @Test
  void theGeneratorMarksWhatTheDocumentRequires() {
    assertThat(Property.of(CreateAuthorizationRequest.class))
        .extracting(property -> property.name)
        .containsExactly("merchantId", "scopes", "ipWhitelist");
    assertThat(Property.of(Authorization.class)).hasSize(8).allMatch(property -> property.required);
  }

  private Envelope read(String data) {
    String body = "{'status':'SUCCESS','code':'000000','data':" + data + "}";
    return reader.read(200, body.replace('\'', '"').getBytes(UTF_8), () -> null);
  }
}
