package io.github.binancepay.tsp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NonceSourceTest {
  private final NonceSource nonces = NonceSource.from(new SecureRandom());

  @Test
  @Tag("long")
  void neverReturnsADuplicateInTenMillion() {
    assertThat(distinct(10_000_000)).isEqualTo(10_000_000);
  }

  // A letter is missing from a position by chance once in 10^136 runs.
  @Test
  void returnsThirtyTwoLettersOfWhichEachOccursAtEachPosition() {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      String nonce = nonces.next();
      assertThat(nonce).hasSize(32);
      for (int j = 0; j < nonce.length(); j++) {
        seen.add(j + ":" + nonce.charAt(j));
      }
    }

    assertThat(seen).hasSize(32 * 52).allMatch(each -> each.matches("[0-9]+:[A-Za-z]"));
  }

  // The first 11 letters fit a long. They are equal by chance once in 50,000 runs of ten million.
  private long distinct(int count) {
    return LongStream.range(0, count)
        .parallel()
        .map(i -> number(nonces.next().substring(0, 11)))
        .distinct()
        .count();
  }

  private static long number(String letters) {
    return letters.chars().asLongStream().reduce(0, (number, letter) -> 58 * number + letter - 'A');
  }
}
