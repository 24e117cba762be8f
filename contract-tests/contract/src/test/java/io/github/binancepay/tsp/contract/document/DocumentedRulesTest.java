package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the rules that the document's descriptions state, and compares with the vectors. */
class DocumentedRulesTest {
  private static final Document DOCUMENT = Document.read();
  private static final String OVERVIEW = DOCUMENT.tree().at("/info/description").asText();
  private static final String CERT_SERIAL = property("Certificate", "certSerial");

  private static final String REQUEST =
      "BinancePay-Signature = (\\w+)CASE_HEX\\( (\\S+)\\( secret key, payload \\) \\)\\s+"
          + "payload += (.+)";
  private static final String NOTIFICATION =
      "BinancePay-Signature = BASE64\\( RSASSA-PKCS1-v1_5 with (\\S+), payload \\)\\s+"
          + "payload += (.+)";
  private static final String SERIAL =
      "(\\w+)-case hex of the (\\S+) of `certPublic` (with|without) its\\s+last line end";

  /** Vectors whose timestamp or nonce the provider rejects. */
  private static final Set<String> WITH_OTHER_HEADERS =
      Set.of("published by a third-party client", "timestamp in seconds");

  static Stream<JsonNode> requests() throws IOException {
    return read("signing-vectors.json").get("vectors").valueStream();
  }

  /** Notifications with a signature of a known key over exactly these bytes. */
  static Stream<JsonNode> notifications() throws IOException {
    return read("notification-vectors.json")
        .get("vectors")
        .valueStream()
        .filter(vector -> vector.get("accepted").asBoolean());
  }

  static Stream<JsonNode> keys() throws IOException {
    return read("notification-vectors.json").get("keys").valueStream();
  }

  private static JsonNode read(String file) throws IOException {
    return Json.mapper().readTree(Path.of("../../openapi", file).toFile());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void formulaGivesSignatureOfRequest(JsonNode vector) throws GeneralSecurityException {
    String inWords = "(\\w+)-case hex of ([^,]+), keyed with the secret key, over\\s+`([^`]+)`";
    String signature = vector.get("signature").asText();

    assertThat(sign(vector, match(OVERVIEW, REQUEST))).isEqualTo(signature);
    assertThat(sign(vector, match(header("BinancePaySignature"), inWords))).isEqualTo(signature);
  }

  private static String sign(JsonNode vector, Matcher rule) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(rule.group(2).replace("HMAC-", "Hmac"));
    mac.init(new SecretKeySpec(vector.get("secretKey").asText().getBytes(UTF_8), "HMAC"));
    for (String part : rule.group(3).split(" \\+ ", -1)) {
      mac.update((part.equals("\"\\n\"") ? "\n" : vector.get(part).asText()).getBytes(UTF_8));
    }
    return hex(rule.group(1)).formatHex(mac.doFinal());
  }

  private static HexFormat hex(String letterCase) {
    HexFormat hex = HexFormat.of();
    return letterCase.equalsIgnoreCase("upper") ? hex.withUpperCase() : hex;
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void formulaVerifiesNotification(JsonNode vector) throws Exception {
    assertThat(verifies(vector, match(OVERVIEW, NOTIFICATION))).isTrue();
  }

  private static boolean verifies(JsonNode vector, Matcher rule) throws Exception {
    String serial = headerOf(vector, "Certificate-SN");
    JsonNode key =
        keys()
            .filter(each -> each.get("certSerial").asText().equalsIgnoreCase(serial))
            .findFirst()
            .orElseThrow();
    String pem = key.get("certPublic").asText().replaceAll("-----.*?-----|\\s", "");
    Signature signature = Signature.getInstance(rule.group(1).replace("-", "") + "withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
    for (String part : rule.group(2).split(" \\+ ", -1)) {
      signature.update(
          switch (part) {
            case "timestamp" -> headerOf(vector, "Timestamp").getBytes(UTF_8);
            case "nonce" -> headerOf(vector, "Nonce").getBytes(UTF_8);
            case "body" -> Base64.getDecoder().decode(vector.get("bodyBase64").asText());
            default -> new byte[] {'\n'};
          });
    }
    String sent = headerOf(vector, "Signature").replaceAll("\\s", "");
    return signature.verify(Base64.getDecoder().decode(sent));
  }

  private static String headerOf(JsonNode vector, String name) {
    return vector
        .get("headers")
        .propertyStream()
        .filter(header -> header.getKey().equalsIgnoreCase("BinancePay-" + name))
        .map(header -> header.getValue().asText())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void ruleGivesSerialOfCertificate(JsonNode key) throws GeneralSecurityException {
    assertThat(serial(key, CERT_SERIAL)).isEqualTo(key.get("certSerial").asText());
  }

  private static String serial(JsonNode key, String rule) throws GeneralSecurityException {
    Matcher words = match(rule, SERIAL);
    String end = words.group(3).equals("with") ? "\n" : "";
    byte[] pem = (key.get("certPublic").asText().stripTrailing() + end).getBytes(UTF_8);
    return hex(words.group(1)).formatHex(MessageDigest.getInstance(words.group(2)).digest(pem));
  }

  @Test
  void tokenIsPresentAfterRejection() throws IOException {
    String rule =
        DOCUMENT.component("schemas", "AuthorizationNotificationData").get("description").asText();
    boolean present =
        match(rule, "token is (present|absent)\\s+after a rejection").group(1).equals("present");

    assertThat(notifications())
        .filteredOn(each -> each.at("/event/bizStatus").asText().equals("SUBMIT_AUTH_REJECT"))
        .isNotEmpty()
        .allMatch(
            each -> each.at("/event/data").asText().contains("authorizationToken") == present);
  }

  @Test
  void windowOfNotificationsIsThatOfTheVectors() throws IOException {
    int minutes = Integer.parseInt(match(OVERVIEW, "(\\d+) minutes is a safe choice").group(1));

    JsonNode latest =
        notifications()
            .filter(each -> each.get("name").asText().startsWith("at the late edge"))
            .findFirst()
            .orElseThrow();
    long age = latest.get("now").asLong() - Long.parseLong(headerOf(latest, "Timestamp"));

    assertThat(age).isEqualTo(minutes * 60_000L);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void patternsMatchHeaders(JsonNode vector) {
    String signature = vector.get("signature").asText();
    boolean usual = !WITH_OTHER_HEADERS.contains(vector.get("name").asText());

    assertThat(signature).matches(pattern("BinancePaySignature"));
    assertThat(signature + "0").doesNotMatch(pattern("BinancePaySignature"));
    assertThat(signature.toLowerCase(Locale.ROOT)).doesNotMatch(pattern("BinancePaySignature"));
    assertThat(pattern("BinancePayTimestamp").matcher(vector.get("timestamp").asText()).matches())
        .isEqualTo(usual);
    if (usual) {
      assertThat(vector.get("nonce").asText()).matches(pattern("BinancePayNonce"));
      assertThat(vector.get("nonce") + "0").doesNotMatch(pattern("BinancePayNonce"));
    }
  }

  // A test of the sandbox compares the page with the help texts of the commands.
  @Test
  void localServerAndWindowAreDefaultsOfSandbox() throws IOException {
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

  private static Pattern pattern(String header) {
    return Pattern.compile(match(header(header), "`(\\^.+?\\$)`").group(1));
  }

  private static String header(String scheme) {
    return DOCUMENT.component("securitySchemes", scheme).path("description").asText();
  }

  private static String property(String schema, String name) {
    return DOCUMENT
        .component("schemas", schema)
        .at("/properties/" + name + "/description")
        .asText();
  }

  private static Matcher match(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).as("The document states '%s'", regex).isTrue();
    return matcher;
  }
}
