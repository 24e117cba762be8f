package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Damage of JSON in transit: bytes are removed from a place, and others inserted. */
public final class Damage {
  private final int place;
  private final int gap;
  private final byte[] inserted;

  private Damage(int place, int gap, byte[] inserted) {
    this.place = place;
    this.gap = gap;
    this.inserted = inserted;
  }

  /** Returns one to four damages within a text of that length. */
  public static Arbitrary<List<Damage>> upToFour(int length) {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, length);
    Arbitrary<Integer> gaps = Arbitraries.integers().between(0, 30);
    Arbitrary<byte[]> bytes =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(3),
            Arbitraries.of("\"", "{", "}", "[", "]", ":", ",", "\\", "<", "null", "7")
                .map(text -> text.getBytes(UTF_8)));
    return Combinators.combine(places, gaps, bytes)
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /** Returns a text after all damages. */
  public static byte[] damaged(String text, List<Damage> damages) {
    byte[] damaged = text.getBytes(UTF_8);
    for (Damage damage : damages) {
      damaged = damage.of(damaged);
    }
    return damaged;
  }

  private byte[] of(byte[] bytes) {
    int from = Math.min(place, bytes.length);
    int to = Math.min(from + gap, bytes.length);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.write(bytes, 0, from);
    damaged.writeBytes(inserted);
    damaged.write(bytes, to, bytes.length - to);
    return damaged.toByteArray();
  }
}
