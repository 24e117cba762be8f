package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Damaged JSON: bytes are removed from one to three places, and others inserted. */
public final class Damage {
  private static final Path SEEDS = Path.of("src/test/resources/io/github/binancepay/tsp");

  private Damage() {}

  /** Returns damages of an ASCII text. */
  public static Arbitrary<byte[]> of(String text) {
    Arbitrary<String> damages = damaged(text);
    return Arbitraries.oneOf(damages, damages.flatMap(Damage::damaged))
        .flatMap(damaged -> Arbitraries.oneOf(Arbitraries.just(damaged), damaged(damaged)))
        .map(damaged -> damaged.getBytes(ISO_8859_1));
  }

  private static Arbitrary<String> damaged(String text) {
    Arbitrary<String> inserted =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(3),
            Arbitraries.of("\" { } [ ] : , \\ < null 7".split(" ")));
    return Combinators.combine(
            Arbitraries.integers().between(0, text.length()),
            Arbitraries.integers().between(0, 30),
            inserted)
        .as(
            (from, gap, bytes) ->
                new StringBuilder(text).replace(from, from + gap, bytes).toString());
  }

  /** Returns the seeds and the findings of the fuzz profile. */
  public static List<byte[]> seeds(String folder) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(SEEDS.resolve(folder))) {
      for (Path file : files.sorted().collect(toList())) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  /** Checks a message or a string for a log. */
  public static void assertOneShortLine(Object printed) {
    String line = printed instanceof Exception ? ((Exception) printed).getMessage() : "" + printed;
    assertThat(line).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
  }
}
