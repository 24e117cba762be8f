package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the rules that the document's descriptions state with the vectors and the sandbox. */
class DocumentedRulesTest {
  private static final Document DOCUMENT = Document.read();

  /** The vectors are computed by these rules. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BinancePay-Signature = UPPERCASE_HEX( HMAC-SHA512( secret key, payload ) )"
            + " payload = timestamp + \"\\n\" + nonce + \"\\n\" + body + \"\\n\"",
        "BinancePay-Signature = BASE64( RSASSA-PKCS1-v1_5 with SHA-256, payload )"
            + " payload = timestamp + \"\\n\" + nonce + \"\\n\" + body + \"\\n\"",
        "upper-case hex of HMAC-SHA512, keyed with the secret key, over"
            + " `timestamp + \"\\n\" + nonce + \"\\n\" + body + \"\\n\"`",
        "upper-case hex of the MD5 of `certPublic` without its last line end",
        "The token is present after a rejection",
        "10 minutes is a safe choice",
      })
  void documentStatesRule(String rule) {
    String descriptions = String.join(" ", DOCUMENT.tree().findValuesAsText("description"));

    assertThat(descriptions.replaceAll("\\s+", " ")).contains(rule);
  }

  // A test of the sandbox compares the page with the help texts of the commands.
  @Test
  void documentHasDefaultsOfSandbox() throws IOException {
    String help = Files.readString(Path.of("../sandbox/docs/command-line.md"));
    JsonNode server = DOCUMENT.tree().at("/servers/1");
    String port = server.at("/variables/port/default").asText();
    Matcher window =
        match(header("BinancePayTimestamp"), "within\\s+(\\d+) seconds? of its own clock");

    assertThat(server.get("url").asText().replace("{port}", port))
        .isEqualTo("http://" + byDefault(help, "--host") + ":" + byDefault(help, "--port"));
    assertThat(window.group(1) + "000").isEqualTo(byDefault(help, "--window"));
  }

  private static String byDefault(String help, String flag) {
    return match(help, "(?s)\n +" + flag + "=.*?\\(default: ([^,)\\s]+)").group(1);
  }

  private static String header(String scheme) {
    return DOCUMENT.component("securitySchemes", scheme).path("description").asText();
  }

  private static Matcher match(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).as("The document states '%s'", regex).isTrue();
    return matcher;
  }
}
