package io.github.binancepay.tsp.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the repository that was deployed to, by the rules of the central repository. */
class DeployedArtifactsTest {
  private static final Path GROUP =
      Path.of(System.getProperty("deployed.repository"), "io", "github", "binancepay");
  private static final String PREFIX = "binance-pay-tsp-";
  private static final String DESCRIPTIONS = ".pom -cyclonedx.json -cyclonedx.xml ";
  private static final String JARS = " -sources.jar -javadoc.jar";

  @Test
  void repositoryHasExpectedFiles() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    expected.put("parent", "");
    expected.put("bom", "");
    expected.put("contract-tests-parent", "");
    expected.put("openapi", ".jar .yaml .html -signing-vectors.json -notification-vectors.json");
    expected.put("client", ".jar");
    expected.put("sandbox", ".jar -runnable.jar");
    expected.put("contract-tests", ".jar -pact.json");

    assertThat(names()).isEqualTo(expected.keySet());
    for (String name : names()) {
      String files = expected.get(name) + (expected.get(name).isEmpty() ? "" : JARS);
      int stem = file(name, "").getFileName().toString().length();
      assertThat(files(folder(name)))
          .extracting(file -> file.getFileName().toString().substring(stem))
          .containsExactlyInAnyOrder((DESCRIPTIONS + files).split(" "));
    }
  }

  @Test
  void pomsMeetRulesOfCentralRepository() throws IOException {
    String home = Pom.read(file("parent", ".pom")).text("properties/project.home");
    for (String name : names()) {
      Pom pom = Pom.read(file(name, ".pom"));
      assertThat(pom.text("name")).as(name).startsWith("Binance Pay TSP");
      assertThat(pom.text("description")).as(name).isNotEmpty();
      // Maven adds the child's name to inherited addresses, unless told otherwise.
      assertThat(elements(sbom(name), "metadata", "component", "externalReferences"))
          .as(name)
          .isNotEmpty()
          .allMatch(each -> each.get("url").getAsString().equals(home));
    }
    Pom bom = Pom.read(file("bom", ".pom"));
    assertThat(bom.text("parent")).isEmpty();
    assertThat(bom.text("properties")).isEmpty();
    assertThat(bom.text("url")).isEqualTo(home);
    assertThat(bom.text("licenses/license/name")).isEqualTo("MIT");
    assertThat(bom.text("developers/developer/name")).isNotEmpty();
    assertThat(bom.text("scm/connection")).isEqualTo("scm:git:" + home + ".git");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi", "client", "sandbox", "contract-tests"})
  void sbomListsDependencies(String name) throws IOException {
    List<JsonObject> components = elements(sbom(name), "components");

    assertThat(components)
        .extracting(DeployedArtifactsTest::coordinates)
        .containsAll(Pom.read(file(name, ".pom")).transitiveDependencies())
        .noneMatch(each -> each.matches(".*(mockwebserver|assertj|pact).*"));
    assertThat(components)
        .allMatch(each -> !each.get("version").getAsString().isEmpty())
        .allMatch(each -> !each.getAsJsonArray("licenses").isEmpty());
  }

  /** Returns all files in the folder and below but checksums, signatures and metadata. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  !file.toString().matches(".*\\.(asc|md5|sha1|sha256|sha512)|.*maven-metadata.*"))
          .toList();
    }
  }

  static Path group() {
    return GROUP;
  }

  private static Set<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(GROUP)) {
      return folders
          .map(folder -> folder.getFileName().toString().substring(PREFIX.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Returns the folder of the only version. */
  private static Path folder(String name) throws IOException {
    try (Stream<Path> versions = Files.list(GROUP.resolve(PREFIX + name))) {
      List<Path> folders = versions.filter(Files::isDirectory).toList();
      assertThat(folders).hasSize(1);
      return folders.get(0);
    }
  }

  private static Path file(String name, String ending) throws IOException {
    Path folder = folder(name);
    return folder.resolve(PREFIX + name + "-" + folder.getFileName() + ending);
  }

  private static JsonObject sbom(String name) throws IOException {
    return JsonParser.parseString(Files.readString(file(name, "-cyclonedx.json")))
        .getAsJsonObject();
  }

  private static String coordinates(JsonObject component) {
    return component.get("group").getAsString() + ":" + component.get("name").getAsString();
  }

  private static List<JsonObject> elements(JsonObject from, String... path) {
    JsonElement element = from;
    for (String name : path) {
      element = element.getAsJsonObject().get(name);
    }
    return element == null
        ? List.of()
        : StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .toList();
  }
}
