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

/** Samples of the reference page, as a browser shows them. */
record ShownSamples(Document page) {
  private static final String PAGE = "/io/github/binancepay/tsp/openapi/index.html";

  static ShownSamples read() throws IOException {
    try (InputStream in = ShownSamples.class.getResourceAsStream(PAGE)) {
      return new ShownSamples(Jsoup.parse(new String(in.readAllBytes(), UTF_8)));
    }
  }

  /** Returns the samples of an operation or a webhook by the id of the language. */
  Map<String, String> of(String section) {
    Map<String, String> samples = new LinkedHashMap<>();
    for (Element language : page.select("#" + section + " .samples input")) {
      Element shown = language.nextElementSibling().nextElementSibling();
      samples.put(language.val(), shown.selectFirst("code").wholeText());
    }
    return samples;
  }

  /** Writes a file for each operation, named after it. */
  void write(String language, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Element operation : page.select("#operations > .entry")) {
      Files.writeString(folder.resolve(operation.id()), of(operation.id()).get(language));
    }
  }
}
