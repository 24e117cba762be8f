package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.model.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The keys that the provider lists, kept for a while. */
final class ProviderCertificates implements CertificateSource {
  static final Duration KEPT_FOR = Duration.ofHours(6);
  static final Duration PAUSE = Duration.ofMinutes(1);

  private final Supplier<List<Certificate>> query;
  private final Clock clock;

  /** Held while a thread queries. Who knows its key already never waits for it. */
  private final ReentrantLock querying = new ReentrantLock();

  private volatile Map<String, RSAPublicKey> keys;
  private volatile Instant nextQuery = Instant.MIN;

  /** Guarded by the lock. */
  private Instant nextQueryForUnknown = Instant.MIN;

  /** Guarded by the lock. */
  private RuntimeException failure;

  ProviderCertificates(Supplier<List<Certificate>> query, Clock clock) {
    this.query = query;
    this.clock = clock;
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

  // Decides again what to do: another thread may have queried since.
  private void queryFor(String serial) {
    try {
      if (isDue()) {
        query();
      } else if (keys != null && !isKnown(serial) && !now().isBefore(nextQueryForUnknown)) {
        nextQueryForUnknown = now().plus(PAUSE);
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
      // A provider without a key cannot have signed anything: its list is as good as a failure.
      if (keys == null || !listed.isEmpty()) {
        keys = listed;
      }
      nextQuery = now().plus(listed.isEmpty() ? PAUSE : KEPT_FOR);
    } catch (RuntimeException e) {
      failure = e;
      // That this thread was interrupted tells the others nothing about the provider.
      nextQuery = Thread.currentThread().isInterrupted() ? now() : now().plus(PAUSE);
      nextQueryForUnknown = nextQuery;
    }
  }

  private boolean isKnown(String serial) {
    Map<String, RSAPublicKey> known = keys;
    return known != null && known.containsKey(serial);
  }

  private boolean isDue() {
    return !now().isBefore(nextQuery);
  }

  private Instant now() {
    return clock.instant();
  }

  private static Map<String, RSAPublicKey> readable(List<Certificate> certificates) {
    Map<String, RSAPublicKey> readable = new HashMap<>();
    for (Certificate certificate : certificates) {
      try {
        readable.put(
            PemPublicKey.normalized(certificate.getCertSerial()),
            PemPublicKey.read(certificate.getCertPublic()));
      } catch (IllegalArgumentException e) {
        // A notification that needs this one is refused, and the others are not.
      }
    }
    // Map.copyOf would take time that grows with the square of serials that have one hash code.
    return readable;
  }
}
