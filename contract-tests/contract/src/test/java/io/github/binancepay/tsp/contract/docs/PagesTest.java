package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that links, commands and names in the pages exist. */
class PagesTest {
  private static final String OTHER_SOURCES =
      "ya?ml|json|html|m?js|mustache|handlebars|tsv|kts?|gradle|py|config|ts|go|rs|php|rb|cs|toml|pro";
  private static final Set<String> RUN_BY_HAND =
      Set.of("newer-jdk", "pact-without-tests", "provider", "quickstart");
  private static final String MAVEN_PROPERTIES =
      "artifact|outputDirectory|mdep[.].*|test|skipTests|surefire[.].*|invoker[.]test|pact[.].*|pacticipant.*"
          + "|toEnvironment|maven[.].*|altDeploymentRepository|https[.]proxy.*";

  private static final List<Path> JAVA =
      Stream.of(
              Pages.files("java"),
              Pages.walk(Pages.ROOT.resolve("client/target/generated-sources")))
          .flatMap(List::stream)
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("PagesTest.java"))
          .toList();
  private static final String SOURCES = read(JAVA);
  private static final String POMS = read(Pages.files("xml"));
  private static final String CI = Pages.read(Pages.ROOT.resolve(".ci/run"));
  private static final Set<String> WORDS =
      Set.copyOf(
          List.of(
              (SOURCES + POMS + CI + Pages.files("\\w+") + read(Pages.files(OTHER_SOURCES)))
                  .split("[^\\w-]+|(?<!\\w)-")));

  private static String read(List<Path> files) {
    return files.stream().map(Pages::read).collect(Collectors.joining("\n"));
  }

  @Test
  void readmeIsShort() {
    String readme = Pages.read(Pages.README);

    assertThat(readme.split("\\s+")).hasSizeLessThanOrEqualTo(700);
    assertThat(readme.lines()).hasSizeLessThanOrEqualTo(120);
  }

  @Test
  void continuousIntegrationRunsEveryProfile() {
    assertThat(Pages.groups("(?<!\\S)-P([\\w,-]+)", CI))
        .flatExtracting(names -> List.of(names.split(",")))
        .containsAll(profiles("").stream().filter(name -> !RUN_BY_HAND.contains(name)).toList());
  }

  static List<Path> pages() {
    return Pages.files("md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksCommandsAndNamesExist(Path page) {
    String text = Pages.read(page).replaceAll("\\\\\n\\s*", "");

    assertThat(deadLinks(page, text)).as("dead links in %s", page).isEmpty();
    assertThat(wrongCommands(text)).as("commands with an unknown profile or flag").isEmpty();
    if (!page.toString().matches(".*/languages/.*")) {
      assertThat(unknownNames(text)).as("names that do not exist in %s", page).isEmpty();
    }
    assertThat(
            Pages.groups("binance-pay-tsp-[a-z-]+(?:</artifactId>\\s*<version>|:)([0-9.]+)", text))
        .allSatisfy(version -> assertThat(POMS).contains("<version>" + version + "</version>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[x](no-such-file.md)",
        "[x](#no-such-heading)",
        "`createAuthorisation(request)`",
        "`ApiException.requestMayHaveBeenSent()`",
        "`--no-such-flag`",
        "`BINANCE_PAY_NO_KEY`",
        "`NoSuchTest`",
        "`mvn verify -Pno-such-profile`",
        "mvn verify -pl openapi -Pfuzz",
        "mvn verify -Dno.such.property=1",
        "java -jar contract-tests/sandbox/target/binance-pay-sandbox.jar --no-such-flag",
      })
  void findsMistake(String mistake) {
    assertThat(
            Stream.of(
                    deadLinks(Pages.README, mistake), wrongCommands(mistake), unknownNames(mistake))
                .flatMap(List::stream))
        .as(mistake)
        .isNotEmpty();
  }

  private static List<String> deadLinks(Path page, String text) {
    return Pages.find("\\]\\(([^)#\\s:]*)(?:#([^)\\s]+))?\\)", text).stream()
        .filter(link -> !hasTarget(page, link))
        .map(MatchResult::group)
        .toList();
  }

  private static boolean hasTarget(Path page, MatchResult link) {
    Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
    return Files.exists(target)
        && (link.group(2) == null
            || Pages.groups("^#+ ([^\n]*)", Pages.read(target)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .anyMatch(link.group(2)::equals));
  }

  /** Maven ignores an unknown profile or property, and a flag of another command fails late. */
  private static List<String> wrongCommands(String text) {
    return Pages.groups("((?:mvn |binance-pay-sandbox[.]jar |/reproduce )[^\n`#]*)", text).stream()
        .filter(
            command ->
                !profiles(command)
                        .containsAll(
                            Pages.groups("(?<!\\S)-P([\\w,-]+)", command).stream()
                                .flatMap(names -> Stream.of(names.split(",")))
                                .toList())
                    || Pages.groups("(?<!\\S)-D([\\w.-]+)", command).stream()
                        .anyMatch(name -> !isProperty(name))
                    || (command.contains("sandbox.jar")
                        && Pages.groups("(?<!\\S)(--[a-z-]+)", command.replaceFirst("[|].*", ""))
                            .stream()
                            .anyMatch(flag -> !isFlag(flag))))
        .toList();
  }

  private static List<String> profiles(String command) {
    List<String> modules = Pages.groups("-pl ([\\w/-]+)", command);
    String poms =
        modules.isEmpty()
            ? POMS
            : Stream.of("", modules.get(0))
                .map(module -> Pages.read(Pages.ROOT.resolve(module).resolve("pom.xml")))
                .collect(Collectors.joining());
    return Pages.groups("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([^<]+)", poms);
  }

  private static boolean isProperty(String name) {
    return name.matches(MAVEN_PROPERTIES)
        || Stream.of("<" + name + ">", "{" + name + "}", "<name>" + name, "\"" + name + "\"")
            .anyMatch((POMS + SOURCES)::contains);
  }

  private static boolean isFlag(String flag) {
    return SOURCES.contains("\"" + flag + "\"") || Set.of("--help", "--version").contains(flag);
  }

  /**
   * Returns inline code with an unknown flag, method or word. Paths below target depend on the
   * build.
   */
  private static List<String> unknownNames(String text) {
    String withoutBlocks =
        text.replaceAll("(?ms)^ *```.*?^ *```", "").replaceAll("\\btarget/[^\\s`]*", "target");
    return Pages.groups("`([^`\n]+)`", withoutBlocks).stream()
        .filter(
            code ->
                Pages.groups("(?<![\\w-])(--[a-z][a-z-]+)", code).stream()
                        .anyMatch(flag -> !isFlag(flag))
                    || Pages.find("(?:\\b([A-Z]\\w+)[.#])?\\b(\\w+)\\(", code).stream()
                        .anyMatch(call -> !isMethod(call.group(1), call.group(2)))
                    || Stream.of(code.split("[^\\w-]+|(?<!\\w)-+(?:[DP](?=[a-z]))?"))
                        .anyMatch(word -> !isWord(word)))
        .toList();
  }

  private static boolean isMethod(String type, String name) {
    boolean isOurs = JAVA.stream().anyMatch(file -> file.endsWith(type + ".java"));
    return JAVA.stream()
        .filter(file -> !isOurs || file.endsWith(type + ".java"))
        .anyMatch(file -> Pages.read(file).matches("(?s).*\\b" + name + "\\(.*"));
  }

  private static boolean isWord(String word) {
    return !word.matches(".*[A-Za-z]{3}.*")
        || WORDS.contains(word)
        || WORDS.contains(word.replace('-', '_').toUpperCase(Locale.ROOT))
        || (word.contains("-") && Stream.of(word.split("-")).allMatch(PagesTest::isWord));
  }
}
