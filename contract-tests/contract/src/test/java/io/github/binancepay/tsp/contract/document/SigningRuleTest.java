package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Does what the document says in words of signing, and validates that against the vectors. */
class SigningRuleTest {
  private static final Document DOCUMENT = Document.read();
  private static final String OVERVIEW = DOCUMENT.tree().at("/info/description").asText();
  private static final String FORMULA =
      "BinancePay-Signature = (\\w+)CASE_HEX\\( (\\S+)\\( secret key, payload \\) \\)\\s+"
          + "payload += (.+)";
  // They tell of a mistake, or are not of this API; their headers are not what the provider takes.
  private static final Set<String> WITH_OTHER_HEADERS =
      Set.of("published by a third-party client", "timestamp in seconds");

  static Stream<JsonNode> vectors() throws IOException {
    return Json.mapper()
        .readTree(Path.of("../../openapi/signing-vectors.json").toFile())
        .get("vectors")
        .valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theFormulaGivesTheSignature(JsonNode vector) throws GeneralSecurityException {
    String inWords = "the (\\w+)-case hex of ([^,]+), keyed with the secret key, over\\s+`(.+)`";

    assertThat(sign(vector, match(OVERVIEW, FORMULA))).isEqualTo(vector.get("signature").asText());
    assertThat(sign(vector, match(description("BinancePaySignature"), inWords)))
        .isEqualTo(vector.get("signature").asText());
  }

  @ParameterizedTest
  @CsvSource({"UPPERCASE, LOWERCASE", "SHA512, SHA256", "body +, nonce +"})
  void anotherFormulaGivesAnotherSignature(String part, String other) throws Exception {
    JsonNode vector = vectors().findFirst().orElseThrow();

    assertThat(sign(vector, match(OVERVIEW.replace(part, other), FORMULA)))
        .isNotEqualTo(vector.get("signature").asText());
  }

  private static String sign(JsonNode vector, Matcher rule) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(rule.group(2).replace("HMAC-", "Hmac"));
    mac.init(new SecretKeySpec(vector.get("secretKey").asText().getBytes(UTF_8), "HMAC"));
    for (String part : rule.group(3).split(" \\+ ", -1)) {
      mac.update((part.equals("\"\\n\"") ? "\n" : vector.get(part).asText()).getBytes(UTF_8));
    }
    HexFormat hex = HexFormat.of();
    return (rule.group(1).equalsIgnoreCase("upper") ? hex.withUpperCase() : hex)
        .formatHex(mac.doFinal());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void thePatternsTakeTheHeaders(JsonNode vector) {
    String signature = vector.get("signature").asText();
    boolean usual = !WITH_OTHER_HEADERS.contains(vector.get("name").asText());

    assertThat(signature).matches(pattern("BinancePaySignature"));
    assertThat(signature.toLowerCase(Locale.ROOT)).doesNotMatch(pattern("BinancePaySignature"));
    assertThat(pattern("BinancePayTimestamp").matcher(vector.get("timestamp").asText()).matches())
        .isEqualTo(usual);
    if (usual) {
      assertThat(vector.get("nonce").asText()).matches(pattern("BinancePayNonce"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BinancePayTimestamp", "BinancePayNonce", "BinancePaySignature"})
  void aPatternFixesTheLength(String header) throws IOException {
    JsonNode vector = vectors().skip(1).findFirst().orElseThrow();
    String value = vector.get(header.replace("BinancePay", "").toLowerCase(Locale.ROOT)).asText();

    assertThat(value).matches(pattern(header));
    assertThat(List.of(value + "0", value.substring(1), "-" + value.substring(1)))
        .noneMatch(pattern(header).asMatchPredicate());
  }

  @Test
  void theWordsSayWhatThePatternsSay() {
    assertThat(description("BinancePayNonce")).startsWith("32 random letters or digits");
    assertThat(description("BinancePayTimestamp")).contains("Unix time in **milliseconds**");
  }

  @Test
  void theLocalServerAndTheWindowAreTheDefaultsOfTheSandbox() throws ClassNotFoundException {
    CommandLine sandbox =
        new CommandLine(Class.forName("io.github.binancepay.tsp.sandbox.SandboxCommand"));
    JsonNode server = DOCUMENT.tree().at("/servers/1");
    String port = server.at("/variables/port/default").asText();
    Matcher window =
        match(description("BinancePayTimestamp"), "within (\\d+) seconds? of its own clock");

    assertThat(server.get("url").asText().replace("{port}", port))
        .isEqualTo("http://" + flag(sandbox, "--host") + ":" + flag(sandbox, "--port"));
    assertThat(window.group(1) + "000").isEqualTo(flag(sandbox, "--window"));
  }

  private static String flag(CommandLine command, String name) {
    return command.getCommandSpec().findOption(name).defaultValue();
  }

  private static Pattern pattern(String header) {
    return Pattern.compile(match(description(header), "`(\\^.+?\\$)`").group(1));
  }

  private static String description(String header) {
    return DOCUMENT.component("securitySchemes", header).path("description").asText();
  }

  private static Matcher match(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).as("The document says '%s'", regex).isTrue();
    return matcher;
  }
}
