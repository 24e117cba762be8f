package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.sandbox.internal.provider.NonceMemory.Result.NEW;
import static io.github.binancepay.tsp.sandbox.internal.provider.NonceMemory.Result.NOT_REMEMBERED;
import static io.github.binancepay.tsp.sandbox.internal.provider.NonceMemory.Result.USED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class NonceMemoryTest {
  private static final long LIFETIME = 2_000;

  private final NonceMemory nonces = new NonceMemory(LIFETIME, 200_000);

  @Test
  void knowsANonceUntilItsLifetimeIsOverWhichARepetitionDoesNotProlong() {
    assertThat(nonces.remember("a", 0)).isEqualTo(NEW);
    assertThat(nonces.remember("a", 0)).isEqualTo(USED);
    assertThat(nonces.remember("a", LIFETIME)).isEqualTo(USED);
    assertThat(nonces.remember("a", LIFETIME + 1)).isEqualTo(NEW);
  }

  @Test
  void refusesWhatItCannotRememberAndForgetsNothing() {
    NonceMemory two = new NonceMemory(LIFETIME, 2);
    assertThat(two.remember("a", 0)).isEqualTo(NEW);
    assertThat(two.remember("b", 1)).isEqualTo(NEW);

    assertThat(two.remember("c", 1)).isEqualTo(NOT_REMEMBERED);
    assertThat(two.remember("a", 1)).isEqualTo(USED);
    assertThat(two.remember("c", LIFETIME + 1)).isEqualTo(NEW);
    assertThat(two.remember("b", LIFETIME + 1)).isEqualTo(USED);
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void letsANonceThroughOnceAlthoughManyThreadsHaveIt() {
    long newOnes =
        IntStream.range(0, 800_000)
            .parallel()
            .filter(i -> nonces.remember(Integer.toString(i % 200_000), 0) == NEW)
            .count();

    assertThat(newOnes).isEqualTo(200_000);
  }
}
