package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Keeps authorizations, and lets the merchant decide about them. */
public final class AuthorizationStore {
  /**
   * Some of the authorizations.
   *
   * @param total how many there are on all pages
   */
  record Page(long total, List<StoredAuthorization> rows) {}

  private final int capacity;
  private final Consumer<String> log;
  private final BiConsumer<MerchantAction, StoredAuthorization> listener;
  // In the order of creation: a page stays the same when an authorization is created after it.
  private final Map<String, StoredAuthorization> all = new LinkedHashMap<>();
  // The same in the same order, so that a page need not look at those of others.
  private final Map<String, Map<String, StoredAuthorization>> byMerchant = new HashMap<>();

  /**
   * @param capacity how many are kept; the next one drops the oldest
   * @param log is told what is dropped
   * @param listener is told what a merchant did, in that order, and must not block
   */
  AuthorizationStore(
      int capacity,
      Consumer<String> log,
      BiConsumer<MerchantAction, StoredAuthorization> listener) {
    this.capacity = capacity;
    this.log = log;
    this.listener = listener;
  }

  synchronized void add(StoredAuthorization authorization) {
    remove(authorization.id());
    put(authorization);
    if (all.size() > capacity) {
      String oldest = all.keySet().iterator().next();
      remove(oldest);
      log.accept("authorization " + oldest + " dropped: no more than " + capacity + " are kept");
    }
  }

  /**
   * @param page from 1
   * @param merchantId whose; empty for all
   */
  synchronized Page page(Optional<String> merchantId, int page, int rows) {
    Collection<StoredAuthorization> wanted =
        merchantId.map(id -> byMerchant.getOrDefault(id, Map.of())).orElse(all).values();
    return new Page(wanted.size(), wanted.stream().skip((page - 1L) * rows).limit(rows).toList());
  }

  private void put(StoredAuthorization one) {
    all.put(one.id(), one);
    byMerchant.computeIfAbsent(one.merchantId(), id -> new LinkedHashMap<>()).put(one.id(), one);
  }

  private void remove(String id) {
    StoredAuthorization removed = all.remove(id);
    if (removed != null) {
      byMerchant.get(removed.merchantId()).remove(id);
    }
  }

  public synchronized Optional<StoredAuthorization> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  synchronized void clear() {
    all.clear();
    byMerchant.clear();
  }

  public synchronized int size() {
    return all.size();
  }

  /** {@return the newest authorizations, the newest one first} */
  public synchronized List<StoredAuthorization> newest(int limit) {
    List<StoredAuthorization> reversed = new ArrayList<>(all.values());
    Collections.reverse(reversed);
    return reversed.subList(0, Math.min(limit, reversed.size()));
  }

  /**
   * Does what the merchant wants.
   *
   * @param scopes the new ones; empty to leave them as they are
   * @throws NoSuchElementException if there is no such authorization
   * @throws IllegalStateException if its status does not allow it
   */
  synchronized StoredAuthorization act(MerchantAction action, String id, List<String> scopes) {
    StoredAuthorization before =
        find(id)
            .orElseThrow(
                () -> new NoSuchElementException("There is no authorization with this id"));
    if (before.status() != action.from()) {
      throw new IllegalStateException(
          String.format(
              "Cannot %s: the status is %s, but must be %s",
              action.pathName(), before.status(), action.from()));
    }
    StoredAuthorization after =
        before.with(action.to(), scopes.isEmpty() ? before.scopes() : scopes);
    put(after);
    listener.accept(action, after);
    return after;
  }
}
