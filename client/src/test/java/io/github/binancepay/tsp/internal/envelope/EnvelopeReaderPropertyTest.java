package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static io.github.binancepay.tsp.internal.envelope.EnvelopeFuzzTarget.fuzzerTestOneInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.Damage;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EnvelopeReaderPropertyTest {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private final EnvelopeReader<CreateAuthorizationResponse> reader =
      new EnvelopeReader<>(CreateAuthorizationResponse.class, false);

  @Property
  void readsEveryAuthorization(@ForAll("authorizations") Authorization written) {
    CreateAuthorizationResponse envelope =
        new CreateAuthorizationResponse().status("SUCCESS").code("000000").data(written);

    assertThat(reader.read(200, GSON.toJson(envelope).getBytes(UTF_8), () -> null).getData())
        .isEqualTo(written);
  }

  @Property
  void anyEnvelopeIsReadOrRejected(@ForAll("envelopes") JsonElement json) {
    fuzzerTestOneInput(GSON.toJson(json).getBytes(UTF_8));
  }

  @Property
  void anyBytesAreReadOrRejected(@ForAll byte[] bytes) {
    fuzzerTestOneInput(bytes);
  }

  @Property
  void aDamagedResponseIsReadOrRejectedWithoutItsToken(@ForAll("damages") List<Damage> damages) {
    byte[] damaged = Damage.damaged(CREATED, damages);
    fuzzerTestOneInput(damaged);
    try {
      assertThat(reader.read(200, damaged, () -> null).toString())
          .contains("authorizationToken: *\n");
    } catch (BinancePayException e) {
      assertThat(getStackTrace(e)).doesNotContain(TOKEN);
    }
  }

  @Provide
  Arbitrary<Authorization> authorizations() {
    Arbitrary<String> texts = texts();
    Arbitrary<List<String>> lists = texts.list().ofMaxSize(5);
    return Combinators.combine(texts, texts, texts, texts, texts, texts, lists, lists)
        .as(
            (id, name, token, merchant, status, url, scopes, addresses) ->
                new Authorization()
                    .authorizationId(id)
                    .merchantName(name)
                    .authorizationToken(token)
                    .merchantId(merchant)
                    .status(status)
                    .redirectUrl(url)
                    .scopes(scopes)
                    .ipWhitelist(addresses));
  }

  @Provide
  Arbitrary<JsonElement> json() {
    Arbitrary<JsonElement> leaves =
        Arbitraries.oneOf(
            texts().map(JsonPrimitive::new),
            Arbitraries.doubles().map(JsonPrimitive::new),
            Arbitraries.of(true, false).map(JsonPrimitive::new),
            Arbitraries.just(JsonNull.INSTANCE));
    return Arbitraries.recursive(() -> leaves, this::containing, 0, 3);
  }

  // Names and values that the reader looks for, in places where it does not expect them.
  @Provide
  Arbitrary<JsonElement> envelopes() {
    Arbitrary<JsonElement> values =
        Arbitraries.oneOf(
            json(),
            Arbitraries.of("000000", "400002", "SUCCESS", "FAIL", TOKEN).map(JsonPrimitive::new),
            Arbitraries.just(GSON.fromJson(CREATED, JsonObject.class).get("data")));
    return Arbitraries.maps(
            Arbitraries.of("status", "code", "data", "msg", "errorMessage", "errorData", "x"),
            values)
        .map(EnvelopeReaderPropertyTest::object);
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Damage.upToFour(CREATED.length());
  }

  private static Arbitrary<String> texts() {
    // Half a surrogate pair cannot be sent in UTF-8.
    return Arbitraries.strings()
        .all()
        .ofMaxLength(40)
        .filter(text -> UTF_8.newEncoder().canEncode(text));
  }

  private Arbitrary<JsonElement> containing(Arbitrary<JsonElement> elements) {
    return Arbitraries.oneOf(
        elements.list().ofMaxSize(4).map(EnvelopeReaderPropertyTest::array),
        Arbitraries.maps(texts(), elements).ofMaxSize(4).map(EnvelopeReaderPropertyTest::object));
  }

  private static JsonElement array(List<JsonElement> elements) {
    JsonArray array = new JsonArray();
    elements.forEach(array::add);
    return array;
  }

  private static JsonElement object(Map<String, JsonElement> members) {
    JsonObject object = new JsonObject();
    members.forEach(object::add);
    return object;
  }
}
