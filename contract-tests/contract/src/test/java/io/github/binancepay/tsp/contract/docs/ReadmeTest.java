package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.pact.Interactions;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the README's code, and holds the README against it. */
class ReadmeTest {
  @Test
  void theCodeInTheReadmeRuns() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      String bringTheMerchantTo =
          codeOfTheReadme(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY, sandbox.baseUrl());

      assertThat(bringTheMerchantTo).startsWith("https://merchant.binance.com/");
    }
  }

  @Test
  void theCodeInTheReadmeIsTheCodeThatRuns() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/binancepay/tsp/contract/docs/ReadmeTest.java"));

    assertThat(between(Files.readString(Path.of("../../README.md")), "```java\n", "```"))
        .isEqualTo(
            between(source, "    // In the README from here\n", "\n    // to here.\n").stripIndent()
                + "\n");
  }

  @Test
  void continuousIntegrationRunsTheTestCommandOfTheReadme() throws IOException {
    assertThat(Files.readString(Path.of("../../README.md"))).contains("\n```\nmvn verify\n```\n");
    assertThat(Files.readAllLines(Path.of("../../.ci/run"))).contains("mvn verify");
  }

  @Test
  void theProviderStatesAreThoseOfTheReadme() throws IOException {
    Set<String> states =
        Interactions.all().stream()
            .flatMap(interaction -> interaction.state().stream())
            .collect(Collectors.toSet());

    assertThat(
            between(Files.readString(Path.of("../../README.md")), "| provider state |", "\n\n")
                .lines()
                .skip(2))
        .extracting(row -> between(row, "| `", "` |"))
        .containsExactlyInAnyOrderElementsOf(states);
  }

  @Test
  void everyTestThatTheReadmeNamesIsThere() throws IOException {
    Map<String, String> sources = testSources();
    Matcher named =
        Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT|Check|Target))?(?:#([a-zA-Z0-9]+))?`")
            .matcher(
                between(
                    Files.readString(Path.of("../../README.md")), "## What it promises", "\n## "));
    List<String> missing = new ArrayList<>();
    String testClass = "";
    while (named.find()) {
      testClass = named.group(1) == null ? testClass : named.group(1);
      String source = sources.getOrDefault(testClass, "");
      if (source.isEmpty()
          || (named.group(2) != null && !source.contains("void " + named.group(2) + "("))) {
        missing.add(testClass + named.group());
      }
    }

    assertThat(missing).isEmpty();
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("../../client", "../sandbox", "../contract")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src", "test", "java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
      }
    }
    return sources;
  }

  private static String codeOfTheReadme(String apiKey, String secretKey, String baseUrl) {
    // In the README from here
    BinancePayClient client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(apiKey, secretKey))
            .baseUrl(baseUrl) // without it, production
            .build();
    Authorization authorization =
        client.createAuthorization(
            new CreateAuthorizationRequest()
                .merchantId("merchant1")
                .scopes(List.of("CONVERT", "CHECKOUT"))
                .ipWhitelist(List.of("192.168.1.1")));
    String bringTheMerchantTo = authorization.getRedirectUrl();
    // to here.
    return bringTheMerchantTo;
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
