package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the OpenAPI document against its last released version. */
class BreakingChangesTest {
  private static final Path DOCUMENT = Path.of("../../openapi/binance-pay.yaml");
  private static final Path RELEASED = Path.of("../../openapi/released");
  private static final Pattern FILE_NAME = Pattern.compile("binance-pay-(.+)\\.yaml");

  private static final String CREATE = "/binancepay/openapi/service/provider/create";
  private static final String POST = "/paths/" + CREATE.replace("/", "~1") + "/post";
  private static final String REQUEST = "/components/schemas/CreateAuthorizationRequest";
  private static final String RESPONSE = "/components/schemas/CreateAuthorizationResponse";
  private static final String AUTHORIZATION = "/components/schemas/Authorization";
  private static final String RESULT_CODES = "/components/schemas/ResultCode/enum";

  /**
   * A change of the document.
   *
   * @param named what the message must say of it
   */
  record Change(String name, Consumer<ObjectNode> edit, String named) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void whatBreaksAConsumerGrowsTheMajorNumber() throws IOException {
    Path released = lastReleased();

    assertThat(BreakingChanges.unannounced(Files.readString(released), Files.readString(DOCUMENT)))
        .as(
            "Breaking changes of the document since %s: take them back, or raise the major number"
                + " of info.version (CONTRIBUTING.md, Versioning)",
            released.getFileName())
        .isEmpty();
  }

  @Test
  void theVersionOfTheDocumentIsThatOfTheProject() throws IOException {
    Matcher project =
        Pattern.compile(
                "<artifactId>binance-pay-tsp-parent</artifactId>\\s*<version>(.+)</version>")
            .matcher(Files.readString(Path.of("../../pom.xml")));

    assertThat(project.find()).isTrue();
    assertThat(version(DOCUMENT)).isEqualTo(project.group(1));
  }

  @Test
  void aReleasedDocumentIsNamedAfterItsVersion() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(versionInName(file)).isEqualTo(version(file)));
    }
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void aBreakingChangeIsCaughtAndNamed(Change change) {
    assertThat(BreakingChanges.unannounced(document(), changed(change, "1.0.1")))
        .anySatisfy(message -> assertThat(message).contains(change.named()));
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void aGrownMinorNumberDoesNotAnnounceABreakingChange(Change change) {
    assertThat(BreakingChanges.unannounced(document(), changed(change, "1.1.0"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void aGrownMajorNumberLetsABreakingChangePass(Change change) {
    assertThat(BreakingChanges.unannounced(document(), changed(change, "2.0.0"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("compatible")
  void aCompatibleChangePasses(Change change) {
    assertThat(changed(change, "1.0.0")).isNotEqualTo(document());
    assertThat(BreakingChanges.unannounced(document(), changed(change, "1.0.0"))).isEmpty();
  }

  static Stream<Change> breaking() {
    return Stream.of(
        new Change(
            "an optional response field is removed",
            document -> at(document, RESPONSE + "/properties").remove("errorMessage"),
            CREATE + ", response 200, application/json, errorMessage is removed"),
        new Change(
            "a required response field is removed",
            document -> {
              at(document, AUTHORIZATION + "/properties").remove("redirectUrl");
              remove(document, AUTHORIZATION + "/required", "redirectUrl");
            },
            CREATE + ", response 200, application/json, data.redirectUrl is removed"),
        new Change(
            "a response field is optional now",
            document -> remove(document, AUTHORIZATION + "/required", "redirectUrl"),
            "data.redirectUrl is not sure to be there any more"),
        new Change(
            "a required request field is new",
            document -> {
              at(document, REQUEST + "/properties").putObject("reason").put("type", "string");
              list(document, REQUEST + "/required").add("reason");
            },
            CREATE + ", request, application/json, reason is required now"),
        new Change(
            "a request field is removed",
            document -> {
              at(document, REQUEST + "/properties").remove("scopes");
              remove(document, REQUEST + "/required", "scopes");
            },
            CREATE + ", request, application/json, scopes is removed"),
        new Change(
            "a request field is narrower",
            document -> at(document, REQUEST + "/properties/merchantId").put("minLength", 6),
            "merchantId has another MinLength"),
        new Change(
            "a response field is of another type",
            document ->
                at(document, AUTHORIZATION + "/properties/merchantId").put("type", "integer"),
            "data.merchantId is of another type: string became integer"),
        new Change(
            "the entries of a list are of another type",
            document -> at(document, REQUEST + "/properties/scopes/items").put("type", "integer"),
            "scopes[] is of another type: string became integer"),
        new Change(
            "a response field is an enum now",
            document ->
                at(document, AUTHORIZATION + "/properties/status").putArray("enum").add("PENDING"),
            "data.status has another Enum"),
        new Change(
            "the path is removed",
            document -> {
              ObjectNode paths = at(document, "/paths");
              paths.set("/other", paths.remove(CREATE));
            },
            "POST " + CREATE + " is removed"),
        new Change(
            "a response is removed",
            document -> at(document, POST + "/responses").remove("5XX"),
            "POST " + CREATE + ", response 5XX is removed"),
        new Change(
            "the operation is renamed",
            document -> at(document, POST).put("operationId", "create"),
            "POST " + CREATE + " has another OperationId"),
        new Change(
            "a header is renamed",
            document ->
                at(document, "/components/securitySchemes/BinancePayNonce").put("name", "Nonce"),
            "POST " + CREATE + " has another SecurityRequirement"),
        new Change(
            "a result code is removed",
            document -> remove(document, RESULT_CODES, "400104"),
            "ResultCode 400104 is removed"),
        new Change(
            "the catalogue of scopes is removed",
            document -> at(document, "/components/schemas").remove("AuthorizationScope"),
            "AuthorizationScope CONVERT is removed"));
  }

  static Stream<Change> compatible() {
    return Stream.of(
        compatible(
            "an optional response field is new",
            document ->
                at(document, AUTHORIZATION + "/properties")
                    .putObject("expiry")
                    .put("type", "string")),
        compatible(
            "an optional request field is new",
            document ->
                at(document, REQUEST + "/properties").putObject("reason").put("type", "string")),
        compatible("a result code is new", document -> list(document, RESULT_CODES).add("400105")),
        compatible(
            "a description is another",
            document -> at(document, AUTHORIZATION).put("description", "Another.")));
  }

  private static Change compatible(String name, Consumer<ObjectNode> edit) {
    return new Change(name, edit, "");
  }

  private static Path lastReleased() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      return files
          .max(Comparator.comparing(file -> Version.parse(versionInName(file))))
          .orElseThrow();
    }
  }

  private static String versionInName(Path released) {
    Matcher name = FILE_NAME.matcher(released.getFileName().toString());
    assertThat(name.matches()).as("%s is a released document", released).isTrue();
    return name.group(1);
  }

  private static String version(Path document) {
    return parse(document).at("/info/version").textValue();
  }

  /** The document, as if this were its first version. */
  private static String document() {
    return changed(compatible("none", document -> {}), "1.0.0");
  }

  private static String changed(Change change, String version) {
    ObjectNode document = parse(DOCUMENT);
    change.edit().accept(document);
    at(document, "/info").put("version", version);
    return document.toString();
  }

  private static ObjectNode parse(Path document) {
    try {
      return (ObjectNode) Yaml.mapper().readTree(Files.readString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode at(ObjectNode document, String place) {
    return document.withObject(place);
  }

  private static ArrayNode list(ObjectNode document, String place) {
    return document.withArray(place);
  }

  private static void remove(ObjectNode document, String place, String value) {
    ArrayNode list = list(document, place);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).textValue().equals(value)) {
        list.remove(i);
      }
    }
  }
}
