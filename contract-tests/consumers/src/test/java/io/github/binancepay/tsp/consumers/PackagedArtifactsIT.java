package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the packaged artifacts: their content, and the poms that describe them. */
class PackagedArtifactsIT {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pom PARENT = Pom.read(ROOT.resolve("pom.xml"));
  private static final String VERSION = PARENT.text("version");
  private static final String PREFIX = "binance-pay-tsp-";
  private static final String PACKAGES = "io/github/binancepay/tsp/";

  @ParameterizedTest
  @CsvSource({
    "client, 55, io.github.binancepay.tsp",
    "contract-tests/sandbox, 61, io.github.binancepay.tsp.sandbox",
    "contract-tests/contract, , io.github.binancepay.tsp.contract",
    "openapi, , io.github.binancepay.tsp.openapi",
  })
  void jarHasModuleNameVersionLicenseAndJavaLevel(
      String module, Integer classVersion, String moduleName) throws IOException {
    Archive jar = jar(module);

    assertThat(jar.manifest().getValue("Automatic-Module-Name")).isEqualTo(moduleName);
    assertThat(jar.manifest().getValue("Implementation-Version")).isEqualTo(VERSION);
    assertThat(jar.entries().get("META-INF/LICENSE"))
        .isEqualTo(Files.readString(ROOT.resolve("LICENSE")));
    assertThat(jar.classVersions())
        .isEqualTo(classVersion == null ? Set.of() : Set.of(classVersion));
    assertThat(jar.entries().keySet())
        .allMatch(name -> name.matches("(META-INF/|" + PACKAGES + ").+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "contract-tests/sandbox", "contract-tests/contract", "openapi"})
  void jarHasNoTestsKeysOrMachinePaths(String module) throws IOException {
    String machine = ROOT.toRealPath().toString();
    jar(module)
        .entries()
        .forEach(
            (name, content) -> {
              assertThat(name).doesNotMatch(".*(/quickstart/.*|(Test|Tests|IT)([$].*)?[.]class)");
              assertThat(content)
                  .as(name)
                  .doesNotContain(machine)
                  .doesNotContainPattern("PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{20}");
            });
  }

  @Test
  void publicPackagesOfClientAreNullMarked() throws IOException {
    Archive client = jar("client");
    Set<String> packages =
        client.entries().keySet().stream()
            .filter(name -> name.endsWith(".class") && !name.contains("/internal/"))
            .map(name -> name.substring(0, name.lastIndexOf('/')))
            .collect(Collectors.toSet());

    assertThat(packages).hasSize(5);
    for (String each : packages) {
      assertThat(client.entries())
          .extractingByKey(each + "/package-info.class")
          .as(each)
          .asString()
          .contains("Lorg/jspecify/annotations/NullMarked;");
    }
  }

  @Test
  void jarsContainPublishedFiles() throws IOException {
    Archive openapi = jar("openapi");
    for (String file :
        List.of("binance-pay.yaml", "signing-vectors.json", "notification-vectors.json")) {
      assertThat(openapi.entries())
          .containsEntry(PACKAGES + "openapi/" + file, content(ROOT.resolve("openapi/" + file)));
    }
    String pact = "binance-pay-tsp-client-binance-pay.json";

    assertThat(openapi.entries()).containsKey(PACKAGES + "openapi/index.html");
    assertThat(jar("contract-tests/contract").entries())
        .containsEntry(
            PACKAGES + "contract/" + pact,
            content(ROOT.resolve("contract-tests/contract/target/pacts/" + pact)));
  }

  @Test
  void runnableSandboxContainsLicenses() throws IOException {
    Archive sandbox = runnable();

    assertThat(sandbox.entries().keySet())
        .allMatch(name -> name.contains("/"))
        .noneMatch(name -> name.startsWith("org/junit"));
    assertThat(sandbox.manifest().getValue("Implementation-Version")).isEqualTo(VERSION);
    assertThat(sandbox.entries())
        .containsKey(sandbox.manifest().getValue("Main-Class").replace('.', '/') + ".class");
    assertThat(sandbox.entries().get("META-INF/LICENSE")).contains("MIT License");
    assertThat(sandbox.entries().get("META-INF/NOTICE")).contains("Jetty", "OkHttp", "SLF4J");
    assertThat(sandbox.entries().get("META-INF/licenses/Apache-2.0.txt"))
        .contains("Version 2.0, January 2004");
    assertThat(sandbox.entries().get("META-INF/licenses/SLF4J.txt")).contains("QOS.ch");
    assertThat(sandbox.entries().get("META-INF/licenses/THIRD-PARTY.txt").lines())
        .filteredOn(line -> line.contains(" - http"))
        .hasSizeGreaterThan(10)
        .allMatch(line -> line.matches("(?i).*\\((apache|mit|the apache|eclipse).*"))
        .anyMatch(line -> line.contains("(org.eclipse.jetty:jetty-server:"));
  }

  @ParameterizedTest
  @CsvSource({
    "openapi,",
    "client, com.google.code.gson:gson com.squareup.okhttp3:okhttp"
        + " com.squareup.okhttp3:okhttp-jvm com.squareup.retrofit2:retrofit",
    "contract-tests/sandbox, io.github.binancepay:binance-pay-tsp-client"
        + " io.github.binancepay:binance-pay-tsp-openapi org.eclipse.jetty:jetty-server",
    "contract-tests/contract,",
  })
  void artifactHasNoOtherDependencies(String module, String dependencies) {
    assertThat(String.join(" ", pom(module).transitiveDependencies()))
        .isEqualTo(dependencies == null ? "" : dependencies);
  }

  @Test
  void bomListsPublishedArtifacts() {
    Set<String> published = new TreeSet<>();
    for (String module :
        List.of("client", "contract-tests/sandbox", "contract-tests/contract", "openapi")) {
      String name = pom(module).text("artifactId").substring(PREFIX.length());
      published.add(name + ".jar");
      pom(module).each("//configuration/artifacts/artifact").stream()
          .map(artifact -> ending(name, artifact))
          .forEach(published::add);
    }

    assertThat(pom("client/bom").each("dependencyManagement/dependencies/dependency"))
        .extracting(each -> ending(each.text("artifactId").substring(PREFIX.length()), each))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  private static String ending(String name, Pom artifact) {
    return name
        + artifact.text("classifier").replaceFirst("(.+)", "-$1")
        + "."
        + artifact.text("type").replaceFirst("^$", "jar");
  }

  private static Pom pom(String module) {
    return Pom.read(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static Archive jar(String module) throws IOException {
    String name = pom(module).text("artifactId") + "-" + VERSION + ".jar";
    return Archive.read(ROOT.resolve(module).resolve("target").resolve(name));
  }

  private static Archive runnable() throws IOException {
    return Archive.read(ROOT.resolve("contract-tests/sandbox/target/binance-pay-sandbox.jar"));
  }

  private static String content(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }
}
