package io.github.binancepay.tsp.contract.languages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The samples as the readers of the reference page see them, which is how the kits run them. */
record ShownSamples(Document page) {
  private static final String PAGE = "/io/github/binancepay/tsp/openapi/index.html";

  static ShownSamples read() throws IOException {
    try (InputStream in = ShownSamples.class.getResourceAsStream(PAGE)) {
      return new ShownSamples(Jsoup.parse(new String(in.readAllBytes(), UTF_8)));
    }
  }

  /** The text for each language that the part of the page has, by the language's id. */
  Map<String, String> of(String part) {
    Map<String, String> samples = new LinkedHashMap<>();
    for (Element language : page.select("#" + part + " .samples input")) {
      Element shown = language.nextElementSibling().nextElementSibling();
      samples.put(language.val(), shown.selectFirst("code").wholeText());
    }
    return samples;
  }

  /** Writes a file for each operation. */
  void write(String language, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Element operation : page.select("#operations > .entry")) {
      Files.writeString(folder.resolve(operation.id()), of(operation.id()).get(language));
    }
  }
}
