package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureCheckTest {
  static Stream<Arguments> vectors() throws IOException {
    try (InputStream in =
        SignatureCheckTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/signing-vectors.json")) {
      String vectors = new String(in.readAllBytes(), UTF_8);
      return JsonParser.parseString(vectors)
          .getAsJsonObject()
          .getAsJsonArray("vectors")
          .asList()
          .stream()
          .map(JsonElement::getAsJsonObject)
          .map(vector -> arguments(vector.get("name").getAsString(), vector));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void reproducesTheVector(String name, JsonObject vector) {
    assertThat(
            new SignatureCheck(vector.get("secretKey").getAsString())
                .expected(
                    vector.get("timestamp").getAsString(),
                    vector.get("nonce").getAsString(),
                    Base64.getDecoder().decode(vector.get("bodyBase64").getAsString())))
        .isEqualTo(vector.get("signature").getAsString());
  }

  /** Reads the names of the called methods in the class file. */
  @Test
  void comparesSignaturesInConstantTime() throws IOException {
    try (InputStream in = SignatureCheck.class.getResourceAsStream("SignatureCheck.class")) {
      assertThat(new String(in.readAllBytes(), ISO_8859_1))
          .contains("isEqual")
          .doesNotContain("equals", "ompare", "contentEquals", "mismatch", "regionMatches");
    }
  }
}
