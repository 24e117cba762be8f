package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The reference page and its samples, as a browser shows them. */
public final class ReferencePage {
  static final Document PAGE = read();

  private ReferencePage() {}

  private static Document read() {
    try (InputStream in =
        ReferencePage.class.getResourceAsStream("/io/github/binancepay/tsp/openapi/index.html")) {
      return Jsoup.parse(in, UTF_8.name(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the samples of an operation or a webhook by the id of the language. */
  public static Map<String, String> samples(String section) {
    Map<String, String> samples = new LinkedHashMap<>();
    for (Element language : PAGE.select("#" + section + " .samples input")) {
      Element shown = language.nextElementSibling().nextElementSibling();
      samples.put(language.val(), shown.selectFirst("code").wholeText());
    }
    return samples;
  }

  /** Writes the sample of each operation to a file named after the operation. */
  public static void writeSamples(String language, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Element operation : PAGE.select("#operations > .entry")) {
      String sample = samples(operation.id()).get(language);
      Files.writeString(folder.resolve(operation.id()), sample);
    }
  }
}
