package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.contract.TreeEdit;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares every keyword of the document with the tables in {@code reference}, written after the
 * provider's pages.
 */
class ReferenceTablesTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @Test
  void documentParsesWithoutMessages() {
    String document = Document.read().tree().toString();

    assertThat(new OpenAPIV3Parser().readContents(document, null, null).getMessages()).isEmpty();
  }

  @Test
  void documentMatchesTables() throws IOException {
    assertMatchesTables(Document.read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          schemas/Authorization/properties/status/nullable       | true | Authorization status nullable is true
          schemas/Authorization/properties/scopes/items/nullable | true | Authorization scopes items.nullable is true
          schemas/ErrorResponse/nullable                         | true | ErrorResponse * nullable is true
          schemas/ErrorResponse/properties/errorMessage/maxLength | -   | ErrorResponse errorMessage maxLength is null
          schemas/ErrorResponse/properties/code/pattern          | a    | ErrorResponse code pattern is a
          schemas/ResultCode/nullable                            | true | ResultCode * nullable is true
          securitySchemes/BinancePayNonce/nullable               | true | BinancePayNonce * nullable is true
          ../paths/~1binancepay~1openapi~1service~1provider~1create/post/nullable | true | createAuthorization * nullable is true
          """)
  void namesChangedKeyword(String place, String value, String named) throws IOException {
    Document document = Document.read();
    TreeEdit.set(document.tree(), ("/components/" + place).replace("/components/..", ""), value);

    assertThatThrownBy(() -> assertMatchesTables(document))
        .hasMessageContaining("\"" + named + " in the document, ");
  }

  @Test
  void documentContainsSamplesOfReferencePages() throws IOException {
    try (Stream<Path> samples = Files.list(REFERENCE.resolve("samples"))) {
      assertThat(samples)
          .extracting(sample -> sample.getFileName().toString().replace(".json", ""))
          .allMatch(name -> Document.read().component("examples", name).has("value"));
    }
  }

  private static void assertMatchesTables(Document document) throws IOException {
    Map<String, String> documented = document.statements();
    Map<String, String> tabled = tables();
    documented.values().removeIf(String::isEmpty);
    Set<String> places = new TreeSet<>(documented.keySet());
    places.addAll(tabled.keySet());
    places.removeIf(place -> Objects.equals(documented.get(place), tabled.get(place)));

    assertThat(places)
        .extracting(
            place ->
                "%s is %s in the document, %s in the tables"
                    .formatted(place, documented.get(place), tabled.get(place)))
        .isEmpty();
  }

  /**
   * Reads the tables. The first line names the columns: two for the place, the others for keywords.
   * Further cells are {@code keyword=value}.
   */
  private static Map<String, String> tables() throws IOException {
    Map<String, String> statements = new TreeMap<>();
    try (Stream<Path> files = Files.list(REFERENCE)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".tsv")).toList()) {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.get(0).split("\t", -1);
        for (String line : lines.subList(1, lines.size())) {
          String[] row = line.split("\t", -1);
          for (int i = 2; i < row.length; i++) {
            String[] cell =
                i < columns.length ? new String[] {columns[i], row[i]} : row[i].split("=", 2);
            if (!cell[1].equals("-")) {
              statements.put(row[0] + " " + row[1] + " " + cell[0], cell[1]);
            }
          }
        }
      }
    }
    return statements;
  }
}
