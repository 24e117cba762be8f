package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.model.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Keys that the provider lists, kept for some hours. */
final class ProviderCertificates implements CertificateSource {
  private static final long KEPT_FOR = Duration.ofHours(6).toNanos();
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final Supplier<List<Certificate>> query;
  // Elapsed time, because a wall clock may be set back.
  private final LongSupplier nanoTime;

  /** Held while a thread queries. A thread whose serial is known never waits for it. */
  private final ReentrantLock querying = new ReentrantLock();

  private volatile Map<String, RSAPublicKey> keys;
  private volatile long nextQuery;

  /** Guarded by the lock. */
  private long nextQueryForUnknown;

  /** Guarded by the lock. */
  private RuntimeException failure;

  ProviderCertificates(Supplier<List<Certificate>> query, LongSupplier nanoTime) {
    this.query = query;
    this.nanoTime = nanoTime;
    nextQuery = now();
    nextQueryForUnknown = nextQuery;
  }

  @Override
  public Optional<RSAPublicKey> find(String certSerial) {
    String serial = PemPublicKey.normalized(certSerial);
    if (!isKnown(serial)) {
      querying.lock();
      queryFor(serial);
    } else if (isDue() && querying.tryLock()) {
      queryFor(serial);
    }
    return Optional.ofNullable(keys.get(serial));
  }

  // Checks again, because another thread may have queried since.
  private void queryFor(String serial) {
    try {
      if (isDue()) {
        query();
      } else if (keys != null && !isKnown(serial) && isPast(nextQueryForUnknown)) {
        nextQueryForUnknown = now() + PAUSE;
        query();
      }
      if (keys == null) {
        throw failure;
      }
    } finally {
      querying.unlock();
    }
  }

  private void query() {
    try {
      Map<String, RSAPublicKey> listed = readable(query.get());
      // A provider without a key cannot have signed anything: its list counts as a failure.
      if (keys == null || !listed.isEmpty()) {
        keys = listed;
      }
      nextQuery = now() + (listed.isEmpty() ? PAUSE : KEPT_FOR);
    } catch (RuntimeException e) {
      failure = e;
      // An interrupt of this thread is no failure of the provider.
      nextQuery = Thread.currentThread().isInterrupted() ? now() : now() + PAUSE;
      nextQueryForUnknown = nextQuery;
    }
  }

  private boolean isKnown(String serial) {
    Map<String, RSAPublicKey> known = keys;
    return known != null && known.containsKey(serial);
  }

  private boolean isDue() {
    return isPast(nextQuery);
  }

  private boolean isPast(long deadline) {
    return now() - deadline >= 0;
  }

  private long now() {
    return nanoTime.getAsLong();
  }

  private static Map<String, RSAPublicKey> readable(List<Certificate> certificates) {
    Map<String, RSAPublicKey> readable = new HashMap<>();
    for (Certificate certificate : certificates) {
      try {
        readable.put(
            PemPublicKey.normalized(certificate.getCertSerial()),
            PemPublicKey.read(certificate.getCertPublic()));
      } catch (IllegalArgumentException e) {
        // Notifications that need this key are rejected, others are not.
      }
    }
    // Map.copyOf takes quadratic time for serials with the same hash code.
    return readable;
  }
}
