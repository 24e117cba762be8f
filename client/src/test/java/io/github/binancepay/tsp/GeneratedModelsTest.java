package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.created;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.internal.schema.Required;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.otherfields.OtherFields;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** Generated classes, and the metadata of native images that the generator also makes. */
class GeneratedModelsTest {
  private static final JsonPrimitive X = new JsonPrimitive("x");
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path METADATA =
      CLASSES.resolve(
          "META-INF/native-image/io.github.binancepay/binance-pay-tsp-client"
              + "/reachability-metadata.json");

  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @MethodSource("models")
  void equalsAndHashCodeCompareEveryField(Class<?> model) throws Exception {
    List<Field> fields = fields(model);
    assertThat(fields).isNotEmpty();
    for (Field field : fields) {
      Object one = model.getDeclaredConstructor().newInstance();
      Object other = model.getDeclaredConstructor().newInstance();
      assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(null);

      field.set(one, sample(field.getType()));
      assertThat(one).as(field.getName()).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
      assertThat(other).as(field.getName()).isNotEqualTo(one);

      field.set(other, sample(field.getType()));
      assertThat(one).as(field.getName()).isEqualTo(other).hasSameHashCodeAs(other);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void acceptsAdditionalPropertiesExceptDocumentedNames(Class<?> model) throws Exception {
    Object one = model.getDeclaredConstructor().newInstance();
    Method put = model.getMethod("putAdditionalProperty", String.class, JsonElement.class);

    assertThat(put.invoke(one, "new", X)).isSameAs(one);

    assertThat(model.getMethod("additionalProperties").invoke(one)).isEqualTo(Map.of("new", X));
    for (Field field : fields(model)) {
      String name = field.getAnnotation(SerializedName.class).value();
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> put.invoke(one, name, X))
          .havingCause()
          .isInstanceOf(IllegalArgumentException.class)
          .withMessageContaining(name);
    }
  }

  static Stream<Class<?>> models() {
    return generated("model").stream().filter(model -> !model.isEnum());
  }

  @Test
  void keepsAndComparesUnknownFieldsOfAResponse() {
    String data = "\"data\":{\"new\":{\"a\":[null,1E999,9007199254740993]},\"other\":null,";
    server.handleWith(respond(200, CREATED.replace("\"data\":{", data)));

    Authorization read = server.client().createAuthorization(sampleRequest());

    assertThat(read.additionalProperties().toString())
        .isEqualTo("{new={\"a\":[null,1E999,9007199254740993]}, other=null}");
    assertThat(read).isNotEqualTo(created());
    Authorization same = created();
    read.additionalProperties().forEach(same::putAdditionalProperty);
    assertThat(read).isEqualTo(same).hasSameHashCodeAs(same);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> read.additionalProperties().clear());
  }

  @Test
  void sendsAdditionalProperties() {
    JsonObject nested = JsonParser.parseString("{\"a\":[1.50,null]}").getAsJsonObject();
    CreateAuthorizationRequest request =
        sampleRequest()
            .putAdditionalProperty("returnUrl", new JsonPrimitive("https://a.example/?b=<c>&d='é'"))
            .putAdditionalProperty("nothing", JsonNull.INSTANCE)
            .putAdditionalProperty("nested", nested);
    nested.addProperty("later", true);

    server.client().createAuthorization(request);

    assertThat(server.body())
        .isEqualTo(
            "{\"merchantId\":\"merchant1\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
                + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"],"
                + "\"returnUrl\":\"https://a.example/?b=<c>&d='é'\",\"nothing\":null,"
                + "\"nested\":{\"a\":[1.50,null]}}");
  }

  @Test
  void rejectsAValueOfMoreThan255Levels() {
    CreateAuthorizationRequest request = sampleRequest().putAdditionalProperty("x", nested(255));

    JsonArray tooDeep = new JsonArray();
    tooDeep.add(nested(255));

    assertThat(request.toString()).contains("x: [[[");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.putAdditionalProperty("x", tooDeep))
        .withMessageContaining("255");
  }

  private static JsonElement nested(int levels) {
    return new Gson().fromJson("[".repeat(levels) + "]".repeat(levels), JsonElement.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accessToken  | `'s3cret'`                             | *",
        "TOKEN        | `'s3cret'`                             | *",
        "my_secret_1  | `'s3cret'`                             | *",
        "apiKey       | `['s3cret']`                           | *",
        "Signature    | `'s3cret'`                             | *",
        "data         | `{'a':[{'refreshToken' : 's3cret'}]}`  | *",
        "data         | `'{\\'authorizationToken\\':\\'s3cret\\'}'` | *",
        "note         | `'a token of esteem'`                  | `'a token of esteem'`",
        "data         | `{'a':[1.50,null]}`                    | `{'a':[1.50,null]}`",
      })
  void printsAnAsteriskForAValueThatMayBeSecret(String name, String value, String printed) {
    JsonElement json = JsonParser.parseString(value.replace('\'', '"'));

    assertThat(created().putAdditionalProperty(name, json).toString())
        .endsWith("    " + name + ": " + printed.replace('\'', '"') + "\n}")
        .doesNotContain("s3cret", Samples.TOKEN);
  }

  @Test
  void printsAnUnknownNameOnOneLine() {
    assertThat(created().putAdditionalProperty("a\n}\nb", X).toString()).contains("a } b: \"x\"\n");
  }

  @Test
  void rejectsAnAdditionalPropertyWithoutNameOrValue() {
    assertThatIllegalArgumentException().isThrownBy(() -> created().putAdditionalProperty(null, X));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> created().putAdditionalProperty("x", null))
        .withMessageContaining("JsonNull.INSTANCE");
  }

  @Test
  void doesNotRequireANullableField() {
    assertThat(Arrays.stream(OtherFields.class.getDeclaredFields()))
        .filteredOn(field -> field.isAnnotationPresent(Required.class))
        .extracting(Field::getName)
        .containsExactly("kind");
  }

  private static List<Field> fields(Class<?> model) {
    return Arrays.stream(model.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(SerializedName.class))
        .peek(field -> field.setAccessible(true))
        .collect(toList());
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    Object sample =
        Stream.of("x", 1, 1L, true, BigDecimal.ONE, List.of())
            .filter(type::isInstance)
            .findFirst()
            .orElse(null);
    return sample == null ? type.getDeclaredConstructor().newInstance() : sample;
  }

  @Test
  void metadataListsEveryTypeThatNeedsReflection() throws Exception {
    List<JsonElement> expected = new ArrayList<>();
    for (Class<?> api : generated("api")) {
      expected.add(json("{'type':{'proxy':['%s']}}", api.getName()));
      expected.add(json("{'type':'%s','allDeclaredMethods':true}", api.getName()));
    }
    for (Class<?> model : generated("model")) {
      String type =
          model.isEnum() ? "{'type':'%s$Adapter'," : "{'type':'%s','allDeclaredFields':true,";
      String constructor = "'methods':[{'name':'<init>','parameterTypes':[]}]}";
      expected.add(json(type + constructor, model.getName()));
    }

    assertThat(metadata().getAsJsonArray("reflection"))
        .hasSizeGreaterThan(15)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void metadataListsEveryResourceOfTheClient() throws IOException {
    for (JsonElement each : metadata().getAsJsonArray("resources")) {
      assertThat(CLASSES.resolve(each.getAsJsonObject().get("glob").getAsString())).exists();
    }
    try (Stream<Path> files = Files.list(CLASSES.resolve("io/github/binancepay/tsp"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.contains(".") && !name.endsWith(".class"))
          .containsExactly("version.properties");
    }
  }

  /** Returns the top-level types of a generated package. */
  private static List<Class<?>> generated(String name) {
    return ReflectionSupport.findAllClassesInPackage(
        "io.github.binancepay.tsp." + name,
        type -> !type.isMemberClass() && !type.isSynthetic(),
        type -> true);
  }

  private static JsonObject metadata() throws IOException {
    return JsonParser.parseString(Files.readString(METADATA)).getAsJsonObject();
  }

  private static JsonElement json(String format, String name) {
    return JsonParser.parseString(String.format(format, name));
  }
}
