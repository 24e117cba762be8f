package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.binancepay.tsp.contract.TreeEdit;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validates the OpenAPI document against its last released version. */
class BreakingChangesTest {
  private static final Path DOCUMENT = Path.of("../../openapi/binance-pay.yaml");
  private static final Document PARSED = Document.read();
  private static final Path RELEASED = Path.of("../../openapi/released");
  private static final Pattern FILE_NAME = Pattern.compile("binance-pay-(.+)\\.yaml");

  private static final String CREATE =
      "/paths/~1binancepay~1openapi~1service~1provider~1create/post";

  @Test
  void documentHasNoUnannouncedBreakingChange() throws IOException {
    assertCompatibleWithLastOf(RELEASED);
  }

  @Test
  void comparesWithNewestReleasedDocument(@TempDir Path folder) throws IOException {
    String document = Files.readString(DOCUMENT).replace("version: 1.0.0", "version: 1.10.0");
    Files.writeString(folder.resolve("binance-pay-1.9.0.yaml"), document);
    assertCompatibleWithLastOf(folder);
    Files.writeString(
        folder.resolve("binance-pay-1.10.0.yaml"), document.replace("redirectUrl", "oldUrl"));

    assertThatThrownBy(() -> assertCompatibleWithLastOf(folder))
        .hasMessageContaining("[\"Authorization oldUrl is removed\"]");
  }

  private static void assertCompatibleWithLastOf(Path folder) throws IOException {
    Path last =
        released(folder)
            .max(Comparator.comparing(file -> Version.parse(versionInName(file))))
            .orElseThrow();
    assertThat(BreakingChanges.unannounced(Document.read(last), Document.read(DOCUMENT)))
        .as(
            "Breaking changes of the document since its last release: undo them, or raise the major"
                + " number of info.version (CONTRIBUTING.md, Versioning)")
        .isEmpty();
  }

  @Test
  void documentHasVersionOfProject() throws IOException {
    Matcher project =
        Pattern.compile(
                "<artifactId>binance-pay-tsp-parent</artifactId>\\s*<version>(.+)</version>")
            .matcher(Files.readString(Path.of("../../pom.xml")));

    assertThat(project.find()).isTrue();
    assertThat(version(DOCUMENT)).isEqualTo(project.group(1));
  }

  @Test
  void releasedDocumentIsNamedAfterItsVersion() throws IOException {
    for (Path file : released(RELEASED).toList()) {
      assertThat(versionInName(file)).isEqualTo(version(file));
    }
  }

  /** The format is that of {@code sha256sum}, which writes and verifies the file. */
  @Test
  void releasedDocumentIsNotEdited() throws IOException, NoSuchAlgorithmException {
    List<String> hashes = new ArrayList<>();
    for (Path file : released(RELEASED).sorted().toList()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      hashes.add(HexFormat.of().formatHex(hash) + "  " + file.getFileName());
    }

    assertThat(RELEASED.resolve("SHA256SUMS"))
        .as("Hashes of released documents, which are never edited")
        .hasContent(String.join("\n", hashes));
  }

  private static Stream<Path> released(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  private static String versionInName(Path released) {
    Matcher name = FILE_NAME.matcher(released.getFileName().toString());
    assertThat(name.matches()).as("%s is a released document", released).isTrue();
    return name.group(1);
  }

  private static String version(Path document) throws IOException {
    return Document.read(document).tree().at("/info/version").asText();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # Names of generated code.
          ErrorResponse                             | -               | ErrorResponse is removed
          /tags/0/name                              | Other           | document * tags.Authorization.name: Authorization became null
          create/tags                               | [Other]         | createAuthorization * tags: [Authorization] became [Other]
          create/operationId                        | create          | createAuthorization is removed
          ResultCode/x-enum-varnames/1              | UNKNOWN         | ResultCode 400000 x-enum-varnames: UNKNOWN_ERROR became UNKNOWN
          ResultCode/enum                           | ['000000']      | ResultCode 400000 is removed
          AuthorizationScope                        | -               | AuthorizationScope is removed
          # Requests.
          /servers/0/url                            | https://b.test  | document * servers.0.url: https://bpay.binanceapi.com became https://b.test
          create                                    | -               | createAuthorization is removed
          create/x-safe-to-repeat                   | true            | createAuthorization * x-safe-to-repeat: false became true
          create/x-safe-to-repeat                   | -               | createAuthorization * x-safe-to-repeat: false became null
          create/security/0/Fifth                   | []              | createAuthorization * security.0.Fifth: null became []
          create/parameters                         | [{name: page}]  | createAuthorization * parameters.page.name: null became page
          /components/securitySchemes/BinancePayNonce/name | Nonce    | BinancePayNonce * name: BinancePay-Nonce became Nonce
          CreateAuthorizationRequest/required/3     | reason          | CreateAuthorizationRequest reason required: null became Y
          CreateAuthorizationRequest/properties/scopes | -            | CreateAuthorizationRequest scopes type: array became null
          CreateAuthorizationRequest/properties/scopes/maxItems | 10  | CreateAuthorizationRequest scopes maxItems: null became 10
          CreateAuthorizationRequest/properties/scopes/minItems | 2   | CreateAuthorizationRequest scopes minItems: 1 became 2
          CreateAuthorizationRequest/properties/scopes/items/maxLength | 9 | CreateAuthorizationRequest scopes items.maxLength: null became 9
          CreateAuthorizationRequest/properties/merchantId/pattern | a | CreateAuthorizationRequest merchantId pattern: null became a
          CreateAuthorizationRequest/properties/merchantId/format | a  | CreateAuthorizationRequest merchantId format: null became a
          CreateAuthorizationRequest/properties/merchantId/enum | [a]  | CreateAuthorizationRequest merchantId enum: null became [a]
          CreateAuthorizationRequest/additionalProperties | false      | CreateAuthorizationRequest * additionalProperties: null became false
          # Responses and notifications.
          /x-webhooks/authorizationNotification/post/parameters/3/name | Signature | document * x-webhooks.authorizationNotification.post.parameters.BinancePay-Signature.name: BinancePay-Signature became null
          /x-webhooks/authorizationNotification     | -               | document * x-webhooks.authorizationNotification.post.requestBody.required: true became null
          AuthorizationNotification/properties/bizId/type | string    | AuthorizationNotification bizId type: number became string
          AuthorizationNotification/required/1      | -               | AuthorizationNotification bizId required: Y became N
          create/responses/default/content/text~1html | -             | createAuthorization * responses.default.content.text/html.schema.type: string became null
          Authorization/properties/redirectUrl      | -               | Authorization redirectUrl type: string became null
          Authorization/required/0                  | -               | Authorization authorizationId required: Y became N
          Authorization/properties/status/nullable  | true            | Authorization status nullable: null became true
          Authorization/properties/status/enum      | [PENDING]       | Authorization status enum: null became [PENDING]
          Authorization/properties/merchantId/type  | integer         | Authorization merchantId type: string became integer
          ErrorResponse/properties/code/pattern     | a               | ErrorResponse code pattern: ^[0-9]{6,}$ became a
          ErrorResponse/properties/code/pattern     | -               | ErrorResponse code pattern: ^[0-9]{6,}$ became null
          ErrorResponse/properties/errorMessage/maxLength | 512       | ErrorResponse errorMessage maxLength: 256 became 512
          Authorization/properties/merchantId/pattern | a             | POST /binancepay/openapi/service/provider/create is incompatible for openapi-diff
          """)
  void namesBreakingChange(String place, String value, String named) throws IOException {
    assertThat(unannounced("1.0.1", place, value)).contains(named);
  }

  @Test
  void namesSwappedCodes() throws IOException {
    Document swapped = document("1.0.1");
    ArrayNode codes = (ArrayNode) swapped.tree().at("/components/schemas/ResultCode/enum");
    codes.add(codes.remove(14));

    assertThat(BreakingChanges.unannounced(document("1.0.0"), swapped))
        .containsExactly(
            "ResultCode 400104 x-enum-varnames: INVALID_REQUEST_TOO_LARGE became INVALID_MERCHANT_ID",
            "ResultCode 406210 x-enum-varnames: INVALID_MERCHANT_ID became INVALID_REQUEST_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"128", "512"})
  void rejectsAnyNewLimitOfModelInRequestAndResponse(String limit) throws IOException {
    List<Document> versions = List.of(document("1.0.0"), document("1.0.1"));
    for (Document version : versions) {
      String place = CREATE + "/requestBody/content/application~1json/schema/$ref";
      TreeEdit.set(version.tree(), place, "'#/components/schemas/ErrorResponse'");
    }
    String place = "/components/schemas/ErrorResponse/properties/errorMessage/maxLength";
    TreeEdit.set(versions.get(1).tree(), place, limit);

    assertThat(BreakingChanges.unannounced(versions.get(0), versions.get(1)))
        .containsExactly("ErrorResponse errorMessage maxLength: 256 became " + limit);
  }

  @Test
  void acceptsBreakingChangeInNewMajorVersionOnly() throws IOException {
    assertThat(unannounced("1.1.0", "create", null)).isNotEmpty();
    assertThat(unannounced("2.0.0", "create", null)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /paths/~1other                            | {get: {operationId: other, responses: {}}}
          create/responses/3XX                      | {content: {text/html: {schema: {type: string}}}}
          /servers/1/url                            | http://127.0.0.1:9090
          /x-webhooks/other                         | {post: {parameters: []}}
          AuthorizationNotification/properties/time | {type: string}
          /tags/2                                   | {name: Another}
          Another                                   | {type: object, required: [id], properties: {id: {type: string}}}
          ResultCode/enum/16                        | '"400105"'
          ResultCode/x-enum-solutions/1             | Wait
          CreateAuthorizationRequest/properties/reason | {type: string, maxLength: 9}
          CreateAuthorizationRequest/required/0     | -
          CreateAuthorizationRequest/properties/scopes/minItems | -
          CreateAuthorizationRequest/properties/merchantId/nullable | true
          Authorization/properties/maxAmount        | {type: string, nullable: true}
          Authorization/properties/merchantId/minLength | 1
          ErrorResponse/properties/errorMessage/maxLength | 128
          Authorization/description                 | Another
          """)
  void acceptsCompatibleChange(String place, String value) throws IOException {
    assertThat(unannounced("1.0.0", place, value)).isEmpty();
  }

  /** Returns the breaking changes after a new value of a place, or none. */
  private static List<String> unannounced(String version, String place, String value)
      throws IOException {
    String pointer =
        (place.startsWith("/") ? place : "/components/schemas/" + place)
            .replace("/components/schemas/create", CREATE);
    Document changed = document(version);
    TreeEdit.set(changed.tree(), pointer, value);
    return BreakingChanges.unannounced(document("1.0.0"), changed);
  }

  private static Document document(String version) {
    Document document = new Document(PARSED.tree().deepCopy());
    ((ObjectNode) document.tree().path("info")).put("version", version);
    return document;
  }
}
