package io.github.binancepay.tsp.contract.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates what the project's texts say of the project: commands, links, versions and tests. */
class MarkdownTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path PIPELINE = ROOT.resolve(".ci/run");
  private static final String POMS =
      Stream.of(
              "",
              "openapi",
              "client",
              "client/benchmarks",
              "contract-tests/sandbox",
              "contract-tests/contract",
              "contract-tests/consumers")
          .map(MarkdownTest::pom)
          .collect(joining());

  private static final Pattern COMMAND = Pattern.compile("(?<=mvn |/reproduce )[^\n`#]*");
  private static final Pattern PROFILE =
      Pattern.compile("(?<=<profile>)(?:(?!</?id>).)*<id>([^<]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern VERSION =
      Pattern.compile("(binance-pay-tsp|maven)-[a-z-]+(?:</artifactId>\\s*<version>|:)([0-9.]+)");
  private static final Pattern TEST =
      Pattern.compile("`(?=[A-Z#])([A-Z]\\w+(?:Test|IT|Check|Target))?(?:#(\\w+))?`");

  /** Another name than the one of openapi/languages/README.md, or another version there. */
  private static final Pattern GENERATOR =
      Pattern.compile(
          "OpenAPI Generator [0-9]\\S*"
              + "|(?<!openapitools[:/])openapi-generator-cli(?![.]jar)\\S*"
              + "|openapitools:openapi-generator-cli:(?!%s\\b)\\S*"
                  .formatted(
                      matches(Pattern.compile("<openapi-generator[.]version>([^<]+)"), pom(""))
                          .get(0)));

  /** A property of this build, or a flag of the sandbox's command. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?<=-D)(?!file|pact|mdep|surefire)[a-z]+[.]\\w+|(?<=binance-pay-sandbox[.]jar[^\n]{0,99}\\s)--[a-z-]+");

  static List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.equals(PIPELINE) || file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("target"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsRightAboutTheProject(Path file) throws IOException {
    assertThat(wrong(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mvn verify -Pno-such-profile         | verify -Pno-such-profile",
        "mvn verify -pl client -Pbroker       | verify -pl client -Pbroker",
        "[x](no-such-file)                    | ](no-such-file)",
        "[x](#no-such-heading)                | ](#no-such-heading)",
        "binance-pay-tsp-client:0.9.0         | binance-pay-tsp-client:0.9.0",
        "a maven-dependency-plugin:2.0:goal   | maven-dependency-plugin:2.0",
        "an openapi-generator-cli-7.25.0.jar  | openapi-generator-cli-7.25.0.jar",
        "npx openapi-generator-cli generate   | openapi-generator-cli",
        "with OpenAPI Generator 7.25.0 on     | OpenAPI Generator 7.25.0",
        "the org.openapitools:openapi-generator-cli:7.0.0 | openapitools:openapi-generator-cli:7.0.0",
        "mvn verify -Dprovider.nothing=x      | provider.nothing",
        "java -jar binance-pay-sandbox.jar --no-such-flag | --no-such-flag",
        "`NoSuchTest`                         | `NoSuchTest`",
        "`MarkdownTest#aTestThatIsNotThere`   | `MarkdownTest#aTestThatIsNotThere`",
      })
  void whatIsWrongIsNamed(String text, String named, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("text.md"), "# Heading\n[x](#heading) " + text);

    assertThatThrownBy(() -> aTextIsRightAboutTheProject(file))
        .hasMessageContaining("[\"" + named + "\"]");
  }

  @Test
  void continuousIntegrationRunsEveryProfile() throws IOException {
    Set<String> profiles = profiles(POMS);
    profiles.removeAll(Set.of("newer-jdk", "pact-without-tests", "quickstart"));

    assertThat(texts()).contains(PIPELINE, ROOT.resolve("README.md"));
    assertThat(matches(COMMAND, text(PIPELINE)))
        .contains("verify")
        .flatExtracting(command -> List.of(option(command, "-P").split(",")))
        .filteredOn(profile -> !profile.isEmpty())
        .hasSameElementsAs(profiles);
  }

  private static List<String> wrong(Path file) throws IOException {
    String text = text(file).replaceAll("\\\\\n\\s*", "");
    List<String> wrong = new ArrayList<>(matches(COMMAND, text));
    wrong.removeIf(MarkdownTest::hasItsProfile);
    LINK.matcher(text)
        .results()
        .filter(link -> !leadsSomewhere(file, link))
        .forEach(link -> wrong.add(link.group()));
    wrong.addAll(matches(GENERATOR, text));
    VERSION
        .matcher(text)
        .results()
        .filter(version -> !isOfThePoms(version))
        .forEach(version -> wrong.add(version.group()));
    String known = POMS + sources(path -> !path.endsWith("MarkdownTest.java"));
    OPTION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(option -> !known.contains(option + "\"") && !known.contains(option + "}"))
        .filter(option -> !known.contains("<" + option + ">"))
        .forEach(wrong::add);
    String source = "";
    for (MatchResult test : TEST.matcher(text).results().toList()) {
      String named = test.group(1) + ".java";
      source = test.group(1) == null ? source : sources(path -> path.endsWith(named));
      if (!source.contains(test.group(2) == null ? "class" : "void " + test.group(2) + "(")) {
        wrong.add(test.group());
      }
    }
    return wrong;
  }

  /** Maven runs a profile that does not exist, or is another module's, with a warning. */
  private static boolean hasItsProfile(String command) {
    String module = option(command, "-pl ");
    String named = option(command, "-P");
    return named.isEmpty()
        || profiles(module.isEmpty() ? POMS : pom(module) + pom(""))
            .containsAll(List.of(named.split(",")));
  }

  private static boolean leadsSomewhere(Path file, MatchResult link) {
    Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
    return link.group(2) == null
        ? Files.exists(target)
        : text(target)
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
            .anyMatch(link.group(2)::equals);
  }

  private static boolean isOfThePoms(MatchResult version) {
    String artifact =
        version.group(1).equals("maven")
            ? version.group().replaceFirst(":.*", "")
            : "binance-pay-tsp-parent";
    return Pattern.compile(
            "<artifactId>%s</artifactId>\\s*<version>%s<".formatted(artifact, version.group(2)))
        .matcher(pom(""))
        .find();
  }

  private static String sources(Predicate<Path> wanted) throws IOException {
    String sources = "";
    for (String module :
        List.of(
            "client",
            "client/benchmarks",
            "contract-tests/sandbox",
            "contract-tests/contract",
            "contract-tests/consumers")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        sources +=
            files
                .filter(path -> path.toString().endsWith(".java") && wanted.test(path))
                .map(MarkdownTest::text)
                .collect(joining());
      }
    }
    return sources;
  }

  private static String pom(String module) {
    return text(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static Set<String> profiles(String poms) {
    return new TreeSet<>(matches(PROFILE, poms.replaceAll("\\s+", " ")));
  }

  private static String option(String command, String option) {
    return matches(Pattern.compile("(?<!\\S)" + option + "([\\w/,-]+)"), command).stream()
        .findFirst()
        .orElse("");
  }

  /** What matches the pattern, or its group. */
  private static List<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(match.groupCount()).strip())
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
