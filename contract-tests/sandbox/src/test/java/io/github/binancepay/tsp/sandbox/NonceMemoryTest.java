package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.NonceMemory.Result.NEW;
import static io.github.binancepay.tsp.sandbox.NonceMemory.Result.NOT_REMEMBERED;
import static io.github.binancepay.tsp.sandbox.NonceMemory.Result.USED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
  void letsANonceThroughOnceAlthoughManyThreadsHaveIt() throws Exception {
    int threads = 4;
    int nonceCount = 200_000;
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<Long> newOnes =
        () -> {
          start.await();
          return IntStream.range(0, nonceCount)
              .filter(nonce -> nonces.remember(Integer.toString(nonce), 0) == NEW)
              .count();
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long all = 0;
      for (Future<Long> counted : pool.invokeAll(Collections.nCopies(threads, newOnes))) {
        all += counted.get();
      }
      assertThat(all).isEqualTo(nonceCount);
    } finally {
      pool.shutdownNow();
    }
  }
}
