package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Keeps authorizations, and carries out the merchant's actions. */
public final class AuthorizationStore {
  /** Page of authorizations, with the number on all pages. */
  record Page(long total, List<StoredAuthorization> rows) {}

  private final int capacity;
  private final Consumer<String> log;
  private final BiConsumer<MerchantAction, StoredAuthorization> listener;
  // In order of creation: new authorizations do not change earlier pages.
  private final Map<String, StoredAuthorization> all = new LinkedHashMap<>();

  /** Creates a store that logs dropped authorizations. The listener must not block. */
  AuthorizationStore(
      int capacity,
      Consumer<String> log,
      BiConsumer<MerchantAction, StoredAuthorization> listener) {
    this.capacity = capacity;
    this.log = log;
    this.listener = listener;
  }

  synchronized void add(StoredAuthorization authorization) {
    all.put(authorization.id(), authorization);
    if (all.size() > capacity) {
      String oldest = all.keySet().iterator().next();
      all.remove(oldest);
      log.accept("authorization " + oldest + " dropped: no more than " + capacity + " are kept");
    }
  }

  /** Reads a page, counted from 1, the oldest authorization first. */
  synchronized Page page(Optional<String> merchantId, int page, int rows) {
    List<StoredAuthorization> wanted =
        all.values().stream()
            .filter(one -> merchantId.isEmpty() || merchantId.get().equals(one.merchantId()))
            .toList();
    return new Page(wanted.size(), wanted.stream().skip((page - 1L) * rows).limit(rows).toList());
  }

  /** Returns the authorization with this id; throws if there is none. */
  public synchronized StoredAuthorization get(String id) {
    if (!all.containsKey(id)) {
      throw new NoSuchElementException("There is no authorization with this id");
    }
    return all.get(id);
  }

  synchronized void clear() {
    all.clear();
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

  /** Carries out an action of a merchant. */
  synchronized StoredAuthorization act(MerchantAction action, String id, List<String> scopes) {
    StoredAuthorization before = get(id);
    if (before.status() != action.from()) {
      throw new IllegalStateException(
          String.format(
              "Cannot %s: the status is %s, but must be %s",
              action.pathName(), before.status(), action.from()));
    }
    StoredAuthorization after =
        before.with(action.to(), scopes.isEmpty() ? before.scopes() : scopes);
    all.put(id, after);
    listener.accept(action, after);
    return after;
  }
}
