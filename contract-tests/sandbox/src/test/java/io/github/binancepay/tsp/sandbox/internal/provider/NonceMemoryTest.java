package io.github.binancepay.tsp.sandbox.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class NonceMemoryTest {
  private static final long LIFETIME = 2_000;

  private final NonceMemory nonces = new NonceMemory(LIFETIME, 200_000);

  @Test
  void remembersANonceForItsLifetimeWhichAReplayDoesNotExtend() {
    assertThat(nonces.remember("a", 0)).isEmpty();
    assertThat(nonces.remember("a", 0)).isPresent();
    assertThat(nonces.remember("a", LIFETIME)).isPresent();
    assertThat(nonces.remember("a", LIFETIME + 1)).isEmpty();
  }

  @Test
  void rejectsNewNoncesWhenItIsFull() {
    NonceMemory two = new NonceMemory(LIFETIME, 2);
    assertThat(two.remember("a", 0)).isEmpty();
    assertThat(two.remember("b", 1)).isEmpty();

    assertThat(two.remember("c", 1)).isPresent();
    assertThat(two.remember("a", 1)).isPresent();
    assertThat(two.remember("c", LIFETIME + 1)).isEmpty();
    assertThat(two.remember("b", LIFETIME + 1)).isPresent();
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void acceptsANonceOnceFromManyThreads() {
    long newOnes =
        IntStream.range(0, 800_000)
            .parallel()
            .filter(i -> nonces.remember(Integer.toString(i % 200_000), 0).isEmpty())
            .count();

    assertThat(newOnes).isEqualTo(200_000);
  }
}
