package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NonceMemoryTest {
  private static final long LIFETIME = 2_000;

  private final NonceMemory nonces = new NonceMemory(LIFETIME);

  @Test
  void knowsANonceUntilItsLifetimeIsOver() {
    assertThat(nonces.isNew("a", 0)).isTrue();
    assertThat(nonces.isNew("a", 0)).isFalse();
    assertThat(nonces.isNew("a", LIFETIME)).isFalse();
    assertThat(nonces.isNew("a", LIFETIME + 1)).isTrue();
  }

  @Test
  void keepsNoncesApart() {
    assertThat(nonces.isNew("a", 0)).isTrue();
    assertThat(nonces.isNew("b", 0)).isTrue();
  }

  @Test
  void aRefusedNonceLivesNoLonger() {
    assertThat(nonces.isNew("a", 0)).isTrue();
    assertThat(nonces.isNew("a", LIFETIME)).isFalse();
    assertThat(nonces.isNew("a", LIFETIME + 1)).isTrue();
  }

  @Test
  void doesNotGrow() {
    List<String> outdated = IntStream.range(0, 10_000).mapToObj(Integer::toString).toList();
    assertThat(outdated).allMatch(nonce -> nonces.isNew(nonce, 0));
    assertThat(nonces.isNew("the one that comes later", LIFETIME + 1)).isTrue();

    // Asked as of an earlier time, when none was outdated, it knows those that it still holds.
    assertThat(outdated).allMatch(nonce -> nonces.isNew(nonce, 0));
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
              .filter(nonce -> nonces.isNew(Integer.toString(nonce), 0))
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
