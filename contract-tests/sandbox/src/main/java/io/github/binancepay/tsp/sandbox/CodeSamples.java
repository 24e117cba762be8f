package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The calls of the document in several languages, which the build makes of the kits' samples.
 *
 * @param languages in the order in which they are shown
 * @param bodies the document's example of each operation's body
 */
record CodeSamples(List<Language> languages, Map<String, String> bodies) {
  private static final String BODY = "{{body}}";

  /**
   * A language.
   *
   * @param anyBody whether a body need not be a JSON object
   * @param escapes what stands for a character in a literal of the language
   * @param samples by operation, with a place for the body
   */
  record Language(
      String id,
      String name,
      boolean anyBody,
      Map<String, String> escapes,
      Map<String, String> samples) {
    boolean canSay(String body) {
      return body.indexOf('\0') < 0
          && (anyBody || StrictJson.object(body.getBytes(UTF_8)).isPresent());
    }

    /** The call with this body. */
    String sample(String operationId, String body) {
      String sample = samples.get(operationId);
      int at = sample.indexOf(BODY);
      if (at < 0) {
        return sample;
      }
      String line = sample.substring(sample.lastIndexOf('\n', at) + 1, at);
      String indent = line.substring(0, line.length() - line.stripLeading().length());
      StringBuilder text = new StringBuilder(sample.substring(0, at));
      body.chars()
          .mapToObj(Character::toString)
          .forEach(c -> text.append(c.equals("\n") ? "\n" + indent : escapes.getOrDefault(c, c)));
      return text.append(sample.substring(at + BODY.length())).toString();
    }
  }

  static CodeSamples ofTheDocument() {
    try (InputStream samples =
        CodeSamples.class.getResourceAsStream("/io/github/binancepay/tsp/openapi/samples.json")) {
      return new Gson().fromJson(new String(samples.readAllBytes(), UTF_8), CodeSamples.class);
    } catch (IOException e) {
      throw new UncheckedIOException("The samples cannot be read", e);
    }
  }
}
