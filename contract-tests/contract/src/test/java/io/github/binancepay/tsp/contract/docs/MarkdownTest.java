package io.github.binancepay.tsp.contract.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates what the project's texts say of the project: commands, links, versions and tests. */
class MarkdownTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path PIPELINE = ROOT.resolve(".ci/run");
  private static final String POMS =
      Stream.of("", "openapi", "client", "contract-tests/sandbox", "contract-tests/contract")
          .map(module -> text(ROOT.resolve(module).resolve("pom.xml")))
          .collect(joining());

  private static final Pattern COMMAND = Pattern.compile("(?<=mvn )[^\n`#]*");
  private static final Pattern PROFILE =
      Pattern.compile("(?<=<profile>)(?:(?!</?id>).)*<id>([^<]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern OWN_VERSION =
      Pattern.compile("binance-pay-tsp-[a-z]+(?:</artifactId>\\s*<version>|:)([0-9][^:<]*)");
  private static final Pattern PLUGIN_VERSION = Pattern.compile(":(maven-[a-z]+-plugin):([^:]+)");
  private static final Pattern TEST =
      Pattern.compile("`(?=[A-Z#])([A-Z]\\w+(?:Test|IT|Check|Target))?(?:#(\\w+))?`");

  static Stream<Path> texts() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.toString().endsWith(".md") && !file.toString().contains("target"))
          .toList()
          .stream();
    }
  }

  static Stream<Path> textsWithCommands() throws IOException {
    return Stream.concat(texts(), Stream.of(PIPELINE));
  }

  /** Maven runs a profile that does not exist, or is another module's, with a warning. */
  @ParameterizedTest
  @MethodSource("textsWithCommands")
  void everyCommandHasItsModuleAndItsProfile(Path file) {
    List<String> wrong = new ArrayList<>();
    for (String command : matches(COMMAND, text(file).replaceAll("\\\\\n\\s*", ""))) {
      String module = option(command, "-pl ");
      String poms = module.isEmpty() ? POMS : pom(module) + pom("");
      String profile = option(command, "-P");
      if (!profile.isEmpty() && !profiles(poms).contains(profile)) {
        wrong.add(command);
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void continuousIntegrationRunsEveryProfile() {
    Set<String> profiles = profiles(POMS);
    profiles.removeAll(Set.of("newer-jdk", "quickstart"));

    assertThat(matches(COMMAND, text(PIPELINE)))
        .contains("verify")
        .extracting(command -> option(command, "-P"))
        .containsAll(profiles);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyLinkLeadsSomewhere(Path file) {
    List<String> broken =
        LINK.matcher(text(file))
            .results()
            .filter(link -> !leadsSomewhere(file, link))
            .map(MatchResult::group)
            .toList();

    assertThat(broken).isEmpty();
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

  @ParameterizedTest
  @MethodSource("texts")
  void everyVersionIsThatOfThePoms(Path file) {
    String own = matches(Pattern.compile("<version>([^<]+)"), pom("")).get(0);

    assertThat(matches(OWN_VERSION, text(file))).allMatch(own::equals);
    assertThat(PLUGIN_VERSION.matcher(text(file)).results())
        .allSatisfy(
            plugin ->
                assertThat(pom(""))
                    .containsPattern(
                        "<artifactId>%s</artifactId>\\s*<version>%s<"
                            .formatted(plugin.group(1), plugin.group(2))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTestThatIsNamedIsThere(Path file) throws IOException {
    List<String> missing = new ArrayList<>();
    String source = "";
    for (MatchResult test : TEST.matcher(text(file)).results().toList()) {
      if (test.group(1) != null) {
        source = sourceOf(test.group(1));
      }
      if (source.isEmpty()
          || !(test.group(2) == null || source.contains("void " + test.group(2) + "("))) {
        missing.add(test.group());
      }
    }

    assertThat(missing).isEmpty();
  }

  private static String sourceOf(String testClass) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String module : List.of("client", "contract-tests/sandbox", "contract-tests/contract")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(path -> path.endsWith(testClass + ".java"))
            .forEach(path -> sources.add(text(path)));
      }
    }
    return String.join("", sources);
  }

  private static String pom(String module) {
    return text(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static Set<String> profiles(String poms) {
    return new TreeSet<>(matches(PROFILE, poms.replaceAll("\\s+", " ")));
  }

  private static String option(String command, String option) {
    return matches(Pattern.compile("(?<!\\S)" + option + "([\\w/-]+)"), command).stream()
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
