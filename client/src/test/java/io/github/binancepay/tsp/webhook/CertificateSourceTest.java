package io.github.binancepay.tsp.webhook;

import static java.util.Locale.ROOT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.Certificate;
import io.github.binancepay.tsp.webhook.NotificationVectors.VectorKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSourceTest {
  private static final int THREADS = 16;
  private static final VectorKey FIRST = NotificationVectors.key("first");
  private static final VectorKey SECOND = NotificationVectors.key("second, after a rotation");
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration JUST_BEFORE = Duration.ofMillis(-1);

  // Passes zero on the way, as System.nanoTime may.
  private final AtomicLong nanoTime = new AtomicLong(-PAUSE.toNanos());
  private final AtomicInteger queries = new AtomicInteger();

  @AutoClose("shutdownNow")
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private volatile Supplier<List<Certificate>> provider = () -> List.of(listed(FIRST));
  private final ProviderCertificates certificates =
      new ProviderCertificates(
          () -> {
            queries.incrementAndGet();
            return provider.get();
          },
          nanoTime::get);

  @Test
  void queriesWhenNeededAndKeepsTheKeysForSixHours() {
    assertThat(queries).hasValue(0);
    assertKnown(FIRST);
    advance(Duration.ofHours(6).plus(JUST_BEFORE));
    assertKnown(FIRST);
    assertThat(queries).hasValue(1);

    provider = () -> List.of(listed(SECOND));
    advance(JUST_BEFORE.negated());
    assertUnknown(FIRST.certSerial);
    assertKnown(SECOND);
    assertThat(queries).hasValue(2);
  }

  @Test
  void unknownSerialsCauseOneQueryAMinute() {
    assertUnknown("junk");
    assertThat(queries).hasValue(1);
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
  void manyThreadsCauseOneQueryForARotationAndForUnknownSerials() throws Exception {
    CountDownLatch allAsk = new CountDownLatch(THREADS);
    List<Future<Boolean>> found = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String junk = "junk" + i;
      found.add(
          threads.submit(
              () -> {
                allAsk.countDown();
                allAsk.await();
                boolean right = certificates.find(FIRST.certSerial).isPresent();
                provider = () -> List.of(listed(FIRST), listed(SECOND));
                for (int j = 0; j < 500; j++) {
                  right &= certificates.find(junk + j).isEmpty();
                  right &= certificates.find(FIRST.certSerial).isPresent();
                  right &= certificates.find(SECOND.certSerial).isPresent();
                }
                return right;
              }));
    }

    for (Future<Boolean> each : found) {
      assertThat(each.get(60, SECONDS)).isTrue();
    }
    assertThat(queries).hasValue(2);
  }

  @Test
  void failureIsThrownToAllThreadsAndRetriedAfterAMinute() throws Exception {
    TransportException failure = broken();
    provider =
        () -> {
          throw failure;
        };
    for (int i = 0; i < THREADS; i++) {
      Future<?> found = threads.submit(() -> certificates.find(FIRST.certSerial));
      assertThatThrownBy(() -> found.get(60, SECONDS)).hasCause(failure);
    }
    assertThat(queries).hasValue(1);

    provider = () -> List.of(listed(FIRST));
    advance(PAUSE);
    assertKnown(FIRST);
    assertThat(queries).hasValue(2);
  }

  @Test
  void knownKeysStayWhileQueriesFailOrListNoReadableKey() {
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

    provider = () -> List.of(new Certificate().certSerial("broken").certPublic("no PEM"));
    advance(PAUSE);
    assertKnown(FIRST);
    provider = List::of;
    advance(PAUSE);
    assertKnown(FIRST);
    assertThat(queries).hasValue(4);

    provider = () -> List.of(listed(SECOND));
    advance(PAUSE);
    assertUnknown(FIRST.certSerial);
    assertKnown(SECOND);
    assertThat(queries).hasValue(5);
  }

  @Test
  void failureOfAnInterruptedThreadIsRetriedByTheNext() {
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
  void threadWithAKnownSerialNeverWaitsForAQuery() throws Exception {
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
  void ignoresUnreadableKeysAndTheCaseOfSerials() {
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
    listed.add(new Certificate().certSerial("aBc").certPublic(SECOND.certPublic));
    provider = () -> listed;

    assertKnown(FIRST);
    assertUnknown("broken0");
    assertThat(certificates.find("AbC")).isPresent();
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

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void fixedCertificatesFindEachKeyByItsSerial(String lineEnd) {
    String pem = FIRST.certPublic.strip().replaceAll("\\R", lineEnd);
    CertificateSource source = CertificateSource.of("\n" + pem + lineEnd, SECOND.certPublic);

    assertThat(source.find(FIRST.certSerial.toLowerCase(ROOT)))
        .contains(PemPublicKey.read(FIRST.certPublic));
    assertThat(source.find(SECOND.certSerial)).contains(PemPublicKey.read(SECOND.certPublic));
    assertThat(source.find("")).isEmpty();
  }

  @Test
  void fixedCertificatesNameATextThatIsNotAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(CertificateSource::of)
        .withMessageContaining("no public key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateSource.of(System.getenv("NO_SUCH_VARIABLE")))
        .withMessageStartingWith("public key 1: expected a PEM text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateSource.of(FIRST.certPublic, FIRST.privateKey))
        .withMessageStartingWith("public key 2: expected a PEM text")
        .withMessageNotContaining(FIRST.privateKey.substring(40, 60));
  }
}
