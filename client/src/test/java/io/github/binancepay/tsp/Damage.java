package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Damaged JSON: bytes are removed from one to four places, and others inserted. */
public final class Damage {
  private static final Path SEEDS = Path.of("src/test/resources/io/github/binancepay/tsp");

  private Damage() {}

  /** Returns damages of an ASCII text. */
  public static Arbitrary<byte[]> of(String text) {
    Arbitrary<String> inserted =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(3),
            Arbitraries.of("\" { } [ ] : , \\ < null 7".split(" ")));
    Arbitrary<Consumer<StringBuilder>> damages =
        Combinators.combine(
                Arbitraries.integers().between(0, text.length()),
                Arbitraries.integers().between(0, 30),
                inserted)
            .as(
                (place, gap, bytes) ->
                    damaged -> {
                      int from = Math.min(place, damaged.length());
                      damaged.replace(from, from + gap, bytes);
                    });
    return damages
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            all -> {
              StringBuilder damaged = new StringBuilder(text);
              all.forEach(damage -> damage.accept(damaged));
              return damaged.toString().getBytes(ISO_8859_1);
            });
  }

  /** Returns the seeds and the findings of the fuzz profile. */
  public static List<byte[]> seeds(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SEEDS.resolve(folder))) {
      return files.sorted().map(Damage::bytes).collect(toList());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
