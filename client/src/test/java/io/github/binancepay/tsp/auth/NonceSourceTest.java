package io.github.binancepay.tsp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NonceSourceTest {
  private final NonceSource nonces = NonceSource.from(new SecureRandom());

  @Test
  void neverComesTwice() {
    assertThat(duplicatesIn(100_000)).isZero();
  }

  @Test
  void neverComesTwiceWhenThreadsShareIt() {
    assertThat(
            IntStream.range(0, 20_000).parallel().mapToObj(i -> nonces.next()).distinct().count())
        .isEqualTo(20_000);
  }

  @Test
  @Tag("long")
  void neverComesTwiceInTenMillion() {
    assertThat(duplicatesIn(10_000_000)).isZero();
  }

  // The rarest letter is missing from a position by chance once in 10^136 runs.
  @Test
  void isThirtyTwoLettersAndEveryLetterComesAtEveryPosition() {
    Set<String> seen = new TreeSet<>();
    some(20_000)
        .forEach(
            nonce -> {
              assertThat(nonce).hasSize(32);
              for (int i = 0; i < nonce.length(); i++) {
                seen.add(i + ":" + nonce.charAt(i));
              }
            });

    assertThat(seen).hasSize(32 * 52);
  }

  // Of each nonce only as many letters as fit a long, for ten million strings would not fit the
  // memory. Two that differ agree in these by chance once in some 50,000 runs of ten million.
  private long duplicatesIn(int count) {
    long[] sorted = some(count).mapToLong(NonceSourceTest::firstElevenLetters).sorted().toArray();
    return IntStream.range(1, count).filter(i -> sorted[i - 1] == sorted[i]).count();
  }

  private static long firstElevenLetters(String nonce) {
    long number = 0;
    for (int i = 0; i < 11; i++) {
      char letter = nonce.charAt(i);
      number = 52 * number + (letter >= 'a' ? 26 + letter - 'a' : letter - 'A');
    }
    return number;
  }

  private Stream<String> some(int count) {
    return Stream.generate(nonces::next).limit(count);
  }
}
