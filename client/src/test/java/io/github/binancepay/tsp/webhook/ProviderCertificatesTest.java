package io.github.binancepay.tsp.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.Certificate;
import io.github.binancepay.tsp.webhook.NotificationVectors.VectorKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class ProviderCertificatesTest {
  private static final int THREADS = 16;
  private static final VectorKey FIRST = NotificationVectors.key("first");
  private static final VectorKey SECOND = NotificationVectors.key("second, after a rotation");
  private static final VectorKey THIRD = NotificationVectors.key("unpublished");
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration JUST_BEFORE = Duration.ofMillis(-1);

  // Passes zero on the way, as System.nanoTime may.
  private final AtomicLong nanoTime = new AtomicLong(-Duration.ofMinutes(1).toNanos());
  private final AtomicInteger queries = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private volatile Supplier<List<Certificate>> provider = () -> List.of(listed(FIRST));
  private final ProviderCertificates certificates =
      new ProviderCertificates(
          () -> {
            queries.incrementAndGet();
            return provider.get();
          },
          nanoTime::get);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void queriesNothingBeforeTheFirstNotification() {
    assertThat(queries).hasValue(0);
  }

  @Test
  void keepsTheKeysForSixHours() {
    assertKnown(FIRST);
    advance(Duration.ofHours(6).plus(JUST_BEFORE));
    assertKnown(FIRST);
    assertThat(queries).hasValue(1);

    advance(JUST_BEFORE.negated());
    assertKnown(FIRST);
    assertKnown(FIRST);
    assertThat(queries).hasValue(2);
  }

  @Test
  void forgetsAKeyThatTheProviderListsNoMore() {
    assertKnown(FIRST);
    provider = () -> List.of(listed(SECOND));
    advance(Duration.ofHours(6));

    assertUnknown(FIRST.certSerial);
  }

  @Test
  void findsAKeyOfARotationAtOnce() {
    assertKnown(FIRST);
    provider = () -> List.of(listed(FIRST), listed(SECOND));

    assertKnown(SECOND);
    assertKnown(FIRST);
    assertThat(queries).hasValue(2);
  }

  @Test
  void junkSerialsCauseOneQueryAMinute() {
    assertKnown(FIRST);
    for (int i = 0; i < 1000; i++) {
      assertUnknown("junk" + i);
    }
    assertThat(queries).hasValue(2);

    advance(PAUSE.plus(JUST_BEFORE));
    assertUnknown("junk");
    assertThat(queries).hasValue(2);

    advance(JUST_BEFORE.negated());
    assertUnknown("junk");
    assertThat(queries).hasValue(3);
  }

  @Test
  void theFirstQueryServesAnUnknownSerialToo() {
    assertUnknown("junk");

    assertThat(queries).hasValue(1);
  }

  @Test
  void sixteenThreadsCauseOneQuery() throws Exception {
    CountDownLatch allAsk = new CountDownLatch(THREADS);
    List<Future<Boolean>> found =
        inAllThreads(
            () -> {
              allAsk.countDown();
              allAsk.await();
              return certificates.find(FIRST.certSerial).isPresent();
            });

    for (Future<Boolean> each : found) {
      assertThat(each.get(60, SECONDS)).isTrue();
    }
    assertThat(queries).hasValue(1);
  }

  @Test
  void sixteenThreadsWithARotationAndJunkCauseTwoQueries() throws Exception {
    assertKnown(FIRST);
    provider = () -> List.of(listed(FIRST), listed(SECOND));
    AtomicInteger thread = new AtomicInteger();
    List<Future<Boolean>> found =
        inAllThreads(
            () -> {
              int own = thread.getAndIncrement();
              boolean right = true;
              for (int i = 0; i < 500; i++) {
                right &= certificates.find("junk" + own + i).isEmpty();
                right &= certificates.find(FIRST.certSerial).isPresent();
                right &= certificates.find(SECOND.certSerial).isPresent();
              }
              return right;
            });

    for (Future<Boolean> each : found) {
      assertThat(each.get(60, SECONDS)).isTrue();
    }
    assertThat(queries).hasValue(2);
  }

  @Test
  void aFailureIsThrownToAllThatWaitAndTriedAgainAfterAMinute() throws Exception {
    TransportException failure = broken();
    List<Future<Boolean>> found;
    provider =
        () -> {
          throw failure;
        };
    found = inAllThreads(() -> certificates.find(FIRST.certSerial).isPresent());

    for (Future<Boolean> each : found) {
      assertThatThrownBy(() -> each.get(60, SECONDS)).hasCause(failure);
    }
    assertThat(queries).hasValue(1);

    provider = () -> List.of(listed(FIRST));
    advance(PAUSE);
    assertKnown(FIRST);
    assertThat(queries).hasValue(2);
  }

  @Test
  void theOldKeysStayWhileQueriesFailOnceAMinute() {
    assertKnown(FIRST);
    provider =
        () -> {
          throw broken();
        };
    advance(Duration.ofDays(2));
    for (int i = 0; i < 100; i++) {
      assertKnown(FIRST);
      assertUnknown("junk" + i);
    }
    assertThat(queries).hasValue(2);

    advance(PAUSE);
    assertKnown(FIRST);
    assertUnknown("junk");
    assertThat(queries).hasValue(3);
  }

  @Test
  void theOldKeysStayWhileNoneIsListed() {
    assertKnown(FIRST);
    provider = () -> List.of(new Certificate().certSerial("broken").certPublic("no PEM"));
    assertUnknown("junk");
    assertKnown(FIRST);

    provider = List::of;
    advance(PAUSE);
    assertKnown(FIRST);
    assertThat(queries).hasValue(3);

    provider = () -> List.of(listed(SECOND));
    advance(PAUSE);
    assertUnknown(FIRST.certSerial);
    assertKnown(SECOND);
    assertThat(queries).hasValue(4);
  }

  @Test
  void whatFailsBecauseAThreadWasInterruptedIsTriedAgainByTheNext() {
    provider =
        () -> {
          Thread.currentThread().interrupt();
          throw broken();
        };
    assertThatThrownBy(() -> certificates.find(FIRST.certSerial))
        .isInstanceOf(TransportException.class);
    assertThat(Thread.interrupted()).isTrue();

    provider = () -> List.of(listed(FIRST));
    assertKnown(FIRST);
    assertThat(queries).hasValue(2);
  }

  @Test
  void whoseSerialIsKnownNeverWaitsForTheQueryOfAnother() throws Exception {
    assertKnown(FIRST);
    CountDownLatch querying = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    provider =
        () -> {
          querying.countDown();
          await(ended);
          return List.of(listed(FIRST), listed(SECOND));
        };
    advance(Duration.ofHours(6));
    Future<Boolean> waiting =
        threads.submit(() -> certificates.find(SECOND.certSerial).isPresent());
    await(querying);

    assertKnown(FIRST);

    ended.countDown();
    assertThat(waiting.get(60, SECONDS)).isTrue();
    assertThat(queries).hasValue(2);
  }

  @Test
  void aBrokenKeyDoesNotSpoilTheOthers() {
    List<Certificate> listed = new ArrayList<>();
    for (String pem :
        List.of(
            "",
            "no PEM",
            FIRST.certPublic.substring(0, 200),
            "-----BEGIN PUBLIC KEY-----\n=A\n-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) {
      listed.add(new Certificate().certSerial("broken" + listed.size()).certPublic(pem));
    }
    listed.add(3, listed(FIRST));
    provider = () -> listed;

    assertKnown(FIRST);
    assertUnknown("broken0");
  }

  @Test
  void theSerialIsComparedWithoutRegardToCaseOnBothSides() {
    provider =
        () ->
            List.of(
                new Certificate().certSerial("aBc").certPublic(FIRST.certPublic), listed(SECOND));

    assertThat(certificates.find("AbC")).isPresent();
    assertThat(certificates.find("ABC")).isPresent();
  }

  /** A receiver is open to anyone, and each of these serials would keep 1 KB. */
  @Test
  @Tag("long")
  // Alone, for the heap has what other tests keep, too.
  @ResourceLock(Resources.GLOBAL)
  void aHundredThousandJunkSerialsLeaveMemoryAndQueriesAsTheyWere() {
    provider = () -> List.of(listed(FIRST), listed(SECOND), listed(THIRD));
    WebhookVerifier verifier = Delivery.verifier(certificates);
    deliver(verifier, 1_000);
    int queriesBefore = queries.get();
    long heapBefore = heapInUse();

    deliver(verifier, 100_000);

    assertThat(queries).hasValue(queriesBefore);
    assertThat(heapInUse() - heapBefore).isLessThan(16 * 1024 * 1024);
  }

  // Each hundredth is genuine.
  private static void deliver(WebhookVerifier verifier, int count) {
    List<Delivery> genuine = new ArrayList<>();
    for (VectorKey key : List.of(FIRST, SECOND, THIRD)) {
      genuine.add(Delivery.signedWith(key, NotificationVectors.named("SUBMIT_AUTH_AGREE").body()));
    }
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Delivery delivery = genuine.get(i % genuine.size());
      if (i % 100 == 0) {
        assertThat(verifier.verify(delivery.headers::get, delivery.body)).isNotNull();
        continue;
      }
      Map<String, String> headers = new HashMap<>(delivery.headers);
      headers.put("BinancePay-Certificate-SN", "junk" + i + "-".repeat(1000));
      try {
        Notification unused = verifier.verify(headers::get, delivery.body);
      } catch (InvalidNotificationException e) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(count / 100 * 99);
  }

  private static long heapInUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private <T> List<Future<T>> inAllThreads(Callable<T> task) {
    List<Future<T>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      results.add(threads.submit(task));
    }
    return results;
  }

  private void advance(Duration duration) {
    nanoTime.addAndGet(duration.toNanos());
  }

  private void assertKnown(VectorKey key) {
    assertThat(certificates.find(key.certSerial)).contains(PemPublicKey.read(key.certPublic));
  }

  private void assertUnknown(String serial) {
    assertThat(certificates.find(serial)).isEmpty();
  }

  private static Certificate listed(VectorKey key) {
    return new Certificate().certSerial(key.certSerial).certPublic(key.certPublic);
  }

  private static TransportException broken() {
    return new TransportException("broken", new IOException(), true, true);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
