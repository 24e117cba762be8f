package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What others get of this project, as the central repository asks for it, read where it was
 * deployed.
 */
class PublishedArtifactsTest {
  private static final String OURS = "io.github.binancepay";
  private static final String HOME = "https://github.com/binance-pay-tsp/binance-pay-tsp";

  static List<DeployedArtifact> artifacts() throws IOException {
    return DeployedArtifact.all();
  }

  static List<DeployedArtifact> jars() throws IOException {
    return artifacts().stream().filter(DeployedArtifact::isJar).toList();
  }

  @Test
  void allHaveOneVersion() throws IOException {
    assertThat(artifacts().stream().map(DeployedArtifact::version).collect(Collectors.toSet()))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "parent,",
    "bom,",
    "contract-tests-parent,",
    "openapi, .jar .yaml .html -signing-vectors.json -notification-vectors.json",
    "client, .jar",
    "sandbox, .jar -runnable.jar",
    "contract-tests, .jar -pact.json",
  })
  void hasItsFiles(String name, String files) {
    Set<String> expected = new TreeSet<>(Set.of(".pom", "-cyclonedx.json", "-cyclonedx.xml"));
    if (files != null) {
      expected.addAll(List.of(files.split(" ")));
      expected.addAll(List.of("-sources.jar", "-javadoc.jar"));
    }

    assertThat(DeployedArtifact.of(name).endings()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void nothingElseIsDeployed() throws IOException {
    assertThat(artifacts())
        .extracting(DeployedArtifact::name)
        .containsExactly(
            "bom",
            "client",
            "contract-tests",
            "contract-tests-parent",
            "openapi",
            "parent",
            "sandbox");
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void hasChecksumsThatAreRight(DeployedArtifact artifact)
      throws IOException, GeneralSecurityException {
    for (Path file : artifact.files()) {
      byte[] bytes = Files.readAllBytes(file);
      for (String algorithm : List.of("MD5", "SHA-1")) {
        Path checksum = Path.of(file + "." + algorithm.toLowerCase(Locale.ROOT).replace("-", ""));
        assertThat(checksum)
            .hasContent(
                HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void aPomSaysWhatItIsAndWhoseItIs(DeployedArtifact artifact) throws IOException {
    Pom pom = artifact.pom();

    assertThat(pom.text("name")).startsWith("Binance Pay TSP");
    assertThat(pom.text("description")).isNotEmpty();
    assertThat(pom.inherited("url")).isEqualTo(HOME);
    assertThat(pom.inherited("licenses/license/name")).isEqualTo("MIT");
    assertThat(pom.inherited("licenses/license/url")).startsWith("https://");
    assertThat(pom.inherited("developers/developer/name")).isEqualTo("The Binance Pay TSP authors");
    assertThat(pom.inherited("scm/connection")).isEqualTo("scm:git:" + HOME + ".git");
    assertThat(pom.inherited("scm/developerConnection")).isEqualTo("scm:git:" + HOME + ".git");
    assertThat(pom.inherited("scm/url")).isEqualTo(HOME);
    // Where Maven itself has put parent and child together: unless told otherwise, it adds the
    // child's name to the addresses.
    assertThat(objects(artifact.sbom(), "metadata", "component", "externalReferences"))
        .extracting(each -> each.get("url").getAsString())
        .containsOnly(HOME);
  }

  @ParameterizedTest
  @CsvSource({
    "openapi,",
    "client, com.google.code.gson:gson com.squareup.okhttp3:okhttp"
        + " com.squareup.okhttp3:okhttp-jvm com.squareup.retrofit2:retrofit",
    "sandbox, info.picocli:picocli io.github.binancepay:binance-pay-tsp-client"
        + " io.github.binancepay:binance-pay-tsp-openapi org.eclipse.jetty:jetty-server",
    "contract-tests,",
  })
  void bringsNothingButItsDependencies(String name, String dependencies) {
    List<String> brought =
        DeployedArtifact.of(name).pom().each("dependencies/dependency").stream()
            .filter(each -> !each.text("optional").equals("true"))
            .filter(each -> Set.of("", "compile", "runtime").contains(each.text("scope")))
            .map(each -> each.text("groupId") + ":" + each.text("artifactId"))
            .sorted()
            .toList();

    assertThat(String.join(" ", brought)).isEqualTo(dependencies == null ? "" : dependencies);
  }

  /** As a fixture, the sandbox would silence the logs of its user. */
  @Test
  void theSandboxBringsNoLoggingOfItsOwn() {
    assertThat(DeployedArtifact.of("sandbox").pom().each("dependencies/dependency"))
        .filteredOn(each -> each.text("artifactId").matches("slf4j-.+|logback-.+"))
        .isNotEmpty()
        .allMatch(each -> each.text("optional").equals("true"));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theSbomNamesWhatTheJarNeeds(DeployedArtifact artifact) throws IOException {
    JsonObject sbom = artifact.sbom();
    List<JsonObject> components = objects(sbom, "components");
    List<String> needed =
        artifact.pom().each("dependencies/dependency").stream()
            .filter(each -> Set.of("", "compile", "runtime").contains(each.text("scope")))
            .map(each -> each.text("groupId") + ":" + each.text("artifactId"))
            .toList();

    assertThat(sbom.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
    assertThat(components).extracting(PublishedArtifactsTest::coordinates).containsAll(needed);
    assertThat(components)
        .allSatisfy(
            each -> {
              assertThat(each.get("version").getAsString()).isNotEmpty();
              assertThat(each.getAsJsonArray("licenses")).isNotEmpty();
              assertThat(coordinates(each)).doesNotContainPattern("mockwebserver|assertj|pact");
            });
  }

  @ParameterizedTest
  @MethodSource("jars")
  void nothingIsAtTheRootOfAJar(DeployedArtifact artifact) throws IOException {
    String folders = "META-INF/|io/github/binancepay/tsp/";

    assertThat(artifact.entries(".jar").keySet())
        .allMatch(name -> name.matches("(" + folders + ").+"));
    assertThat(artifact.entries("-sources.jar").keySet())
        .allMatch(name -> name.matches("(" + folders + ").+"));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aJarHasTheLicenseAndNoTestsNoKeysAndNoPathOfTheMachine(DeployedArtifact artifact)
      throws IOException {
    String machine = Path.of("").toAbsolutePath().getParent().getParent().toString();
    for (String ending : artifact.endings()) {
      if (ending.endsWith(".jar")) {
        artifact
            .entries(ending)
            .forEach(
                (name, content) -> {
                  assertThat(name).doesNotMatch(".*(Test|Tests|IT)([$].*)?[.](class|java|html)");
                  assertThat(content)
                      .as(name)
                      .doesNotContain(machine)
                      .doesNotContainPattern("PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{20}");
                });
      }
    }
    assertThat(artifact.entries(".jar")).containsKey("META-INF/LICENSE");
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aManifestNamesModuleAndVersion(DeployedArtifact artifact) throws IOException {
    Attributes manifest = manifest(artifact, ".jar");

    assertThat(manifest.getValue("Automatic-Module-Name"))
        .matches("io[.]github[.]binancepay[.]tsp([.](openapi|sandbox|contract))?");
    assertThat(manifest.getValue("Implementation-Version")).isEqualTo(artifact.version());
  }

  @Test
  void filesAreInTheJarAndByThemselves() throws IOException {
    DeployedArtifact openapi = DeployedArtifact.of("openapi");
    String folder = "io/github/binancepay/tsp/openapi/";
    DeployedArtifact contract = DeployedArtifact.of("contract-tests");

    assertThat(openapi.entries(".jar"))
        .containsEntry(folder + "binance-pay.yaml", content(openapi, ".yaml"))
        .containsEntry(folder + "index.html", content(openapi, ".html"))
        .containsEntry(folder + "signing-vectors.json", content(openapi, "-signing-vectors.json"))
        .containsEntry(
            folder + "notification-vectors.json", content(openapi, "-notification-vectors.json"));
    assertThat(contract.entries(".jar"))
        .containsEntry(
            "io/github/binancepay/tsp/contract/binance-pay-tsp-client-binance-pay.json",
            content(contract, "-pact.json"));
  }

  @Test
  void theRunnableSandboxHasEveryLibrarysLicense() throws IOException {
    DeployedArtifact sandbox = DeployedArtifact.of("sandbox");
    var entries = sandbox.entries("-runnable.jar");

    assertThat(entries.keySet()).allMatch(name -> name.contains("/"));
    assertThat(manifest(sandbox, "-runnable.jar").getValue("Main-Class"))
        .isEqualTo("io.github.binancepay.tsp.sandbox.internal.cli.SandboxCommand");
    assertThat(manifest(sandbox, "-runnable.jar").getValue("Implementation-Version"))
        .isEqualTo(sandbox.version());
    assertThat(entries.get("META-INF/LICENSE")).contains("MIT License");
    assertThat(entries.get("META-INF/NOTICE")).contains("Jetty", "OkHttp", "SLF4J");
    assertThat(entries.get("META-INF/licenses/Apache-2.0.txt"))
        .contains("Version 2.0, January 2004");
    assertThat(entries.get("META-INF/licenses/SLF4J.txt")).contains("QOS.ch");
    List<String> libraries =
        entries
            .get("META-INF/licenses/THIRD-PARTY.txt")
            .lines()
            .filter(line -> line.contains(" - http"))
            .toList();
    // JUnit, which is optional, is not in it.
    List<JsonObject> components = new ArrayList<>(objects(sandbox.sbom(), "components"));
    components.removeIf(
        each -> coordinates(each).matches("org[.](junit|opentest4j|apiguardian).*"));
    assertThat(libraries).hasSameSizeAs(components);
    for (JsonObject component : components) {
      String name = coordinates(component) + ":" + component.get("version").getAsString() + " ";
      boolean isMit = coordinates(component).matches(OURS + ":.+|org.slf4j:.+");
      assertThat(libraries)
          .filteredOn(line -> line.contains("(" + name))
          .singleElement()
          .asString()
          .containsIgnoringCase(isMit ? "(MIT)" : "apache");
    }
    assertThat(entries.keySet()).noneMatch(entry -> entry.startsWith("org/junit"));
  }

  @Test
  void theBomHasAllThatIsPublishedAndNothingElse() throws IOException {
    Pom bom = DeployedArtifact.of("bom").pom();
    List<String> published = new ArrayList<>();
    for (DeployedArtifact jar : jars()) {
      jar.endings().stream()
          .filter(ending -> !ending.matches("[.]pom|-(sources|javadoc)[.]jar|-cyclonedx[.].+"))
          .forEach(ending -> published.add(jar.name() + ending));
    }

    assertThat(bom.hasParent()).isFalse();
    assertThat(bom.each("dependencies/dependency")).isEmpty();
    assertThat(bom.text("properties")).isEmpty();
    assertThat(bom.each("dependencyManagement/dependencies/dependency"))
        .allSatisfy(
            each -> {
              assertThat(each.text("groupId")).isEqualTo(OURS);
              assertThat(each.text("version")).isEqualTo("${project.version}");
            })
        .extracting(
            each ->
                each.text("artifactId").substring("binance-pay-tsp-".length())
                    + each.text("classifier").replaceFirst("(.+)", "-$1")
                    + "."
                    + each.text("type").replaceFirst("^$", "jar"))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  private static Attributes manifest(DeployedArtifact artifact, String ending) throws IOException {
    byte[] manifest = artifact.entries(ending).get("META-INF/MANIFEST.MF").getBytes(ISO_8859_1);
    return new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
  }

  private static String content(DeployedArtifact artifact, String ending) throws IOException {
    return Files.readString(artifact.file(ending), ISO_8859_1);
  }

  private static String coordinates(JsonObject component) {
    return component.get("group").getAsString() + ":" + component.get("name").getAsString();
  }

  private static List<JsonObject> objects(JsonObject from, String... path) {
    JsonElement element = from;
    for (String name : path) {
      element = element.getAsJsonObject().get(name);
    }
    if (element == null) {
      return List.of();
    }
    return StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }
}
