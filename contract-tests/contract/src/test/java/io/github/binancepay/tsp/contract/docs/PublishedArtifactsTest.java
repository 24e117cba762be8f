package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others get of this project when it is deployed, beside its jars. */
class PublishedArtifactsTest {
  @ParameterizedTest
  @CsvSource({
    "openapi, binance-pay.yaml, yaml, ''",
    "openapi, signing-vectors.json, json, signing-vectors",
    "openapi, notification-vectors.json, json, notification-vectors",
    "openapi, index.html, html, ''",
    "contract-tests/contract, binance-pay-tsp-client-binance-pay.json, json, pact",
  })
  void aFileIsAnArtifactByItself(String module, String file, String type, String classifier)
      throws IOException {
    assertThat(pom(module).select("goal:matchesOwn(attach-artifact)")).isNotEmpty();
    assertThat(pom(module).select("artifacts > artifact"))
        .filteredOn(artifact -> artifact.select("file").text().endsWith("/" + file))
        .extracting(
            artifact -> artifact.select("type").text(),
            artifact -> artifact.select("classifier").text())
        .containsExactly(tuple(type, classifier));
  }

  /** As a fixture, the sandbox would silence the logs of its user. */
  @Test
  void theSandboxBringsNoLoggingOfItsOwn() throws IOException {
    List<Element> loggers =
        pom("contract-tests/sandbox").select("dependency:has(groupId:matchesOwn(slf4j|logback))");

    assertThat(loggers).allMatch(each -> each.select("optional").text().equals("true"));
  }

  private static Element pom(String module) throws IOException {
    String pom = Files.readString(Path.of("../..", module, "pom.xml"));
    return Jsoup.parse(pom, "", Parser.xmlParser());
  }
}
