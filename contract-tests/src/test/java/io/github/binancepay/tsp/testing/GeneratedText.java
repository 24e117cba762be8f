package io.github.binancepay.tsp.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a page that repeats code: the lines between {@code <!-- NAME -->} and {@code <!-- /NAME
 * -->}. The system property {@code texts.update} rewrites it.
 */
public final class GeneratedText {
  private GeneratedText() {}

  /** Fails if the part is stale; with {@code -Dtexts.update}, rewrites it. */
  public static void check(Path page, String name, String expected) throws IOException {
    String text = Files.readString(page);
    Pattern part = Pattern.compile("(?s)(?<=<!-- " + name + " -->\n).*?(?=<!-- /" + name + " -->)");
    assertThat(text)
        .as("marks <!-- %s --> and <!-- /%1$s --> in %s", name, page)
        .containsPattern(part);
    String lines = expected.strip() + "\n";
    if (Boolean.getBoolean("texts.update")) {
      Files.writeString(page, part.matcher(text).replaceAll(Matcher.quoteReplacement(lines)));
      return;
    }
    Matcher found = part.matcher(text);
    assertThat(found.find() ? found.group() : "")
        .as("%s: run this test with -Dtexts.update to rewrite the part %s", page, name)
        .isEqualTo(lines);
  }

  /** A Markdown table; the first row is the heading. */
  public static String table(List<List<String>> rows) {
    return rows.stream()
        .flatMap(
            row ->
                row.equals(rows.get(0))
                    ? Stream.of(line(row), "|" + "---|".repeat(row.size()))
                    : Stream.of(line(row)))
        .collect(Collectors.joining("\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> (cell + " |").strip())
        .collect(Collectors.joining(" ", "| ", ""));
  }
}
