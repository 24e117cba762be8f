package io.github.binancepay.tsp.sandbox.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class NonceMemoryTest {
  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void acceptsANonceOnceFromManyThreads() {
    NonceMemory nonces = new NonceMemory(2_000, 200_000);
    long newOnes =
        IntStream.range(0, 800_000)
            .parallel()
            .filter(i -> nonces.remember(Integer.toString(i % 200_000), 0).isEmpty())
            .count();

    assertThat(newOnes).isEqualTo(200_000);
  }
}
