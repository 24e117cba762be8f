package io.github.binancepay.tsp.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Delivers notifications: those of one authorization in order, each until it is accepted or has
 * been sent 7 times. Whoever causes one does not wait for it.
 */
final class Webhook {
  /** The provider sends up to 6 times again. */
  static final int MAX_ATTEMPTS = 7;

  static final int MAX_WAITING = 1_000;
  static final int MAX_HISTORY = 100;
  private static final int THREADS = 4;

  private final WebhookSender sender;
  private final Duration retryDelay;
  private final Consumer<String> log;
  private final ScheduledThreadPoolExecutor threads;
  private final Deque<Delivery> history = new ArrayDeque<>();
  private final Deque<DeliveryFault> faults = new ArrayDeque<>();
  // By authorization, if one of its deliveries is on its way: those that wait for it.
  private final Map<String, Deque<Delivery>> lanes = new HashMap<>();
  private final AtomicLong version = new AtomicLong();
  private long deliveries;
  private int unsettled;
  private Delivery heldBack;
  private URI url;

  /**
   * @param url where to; null for nowhere yet
   * @param retryDelay the first one, doubled each time
   */
  Webhook(WebhookSender sender, URI url, Duration retryDelay, Consumer<String> log) {
    this.sender = sender;
    this.url = url;
    this.retryDelay = retryDelay;
    this.log = log;
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = Executors.defaultThreadFactory().newThread(task);
              thread.setName("sandbox-webhook");
              thread.setDaemon(true);
              return thread;
            },
            // What would be sent after closing is not.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Reads where to deliver to.
   *
   * @throws IllegalArgumentException if it is not an http or https URL
   */
  static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getPort() <= 65535
          && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, in words of our own.
    }
    throw new IllegalArgumentException(
        "The webhook URL must be an absolute http or https URL without user info, such as"
            + " http://127.0.0.1:9000/webhook");
  }

  /** Grows after every change. */
  long version() {
    return version.get();
  }

  synchronized void url(URI newUrl) {
    url = newUrl;
    version.incrementAndGet();
  }

  synchronized Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  synchronized void nextDelivery(DeliveryFault fault) {
    if (faults.size() >= MAX_WAITING) {
      throw new IllegalStateException(MAX_WAITING + " faults wait for a delivery; no more can");
    }
    faults.add(fault);
    version.incrementAndGet();
  }

  /** Those that wait for a delivery. */
  synchronized List<DeliveryFault> faults() {
    return List.copyOf(faults);
  }

  /** Takes it over, and returns at once. */
  synchronized void deliver(Delivery delivery) {
    remember(delivery);
    if (url == null) {
      end(delivery, "not sent: there is no webhook URL");
      return;
    }
    if (unsettled >= MAX_WAITING) {
      end(delivery, "dropped: " + MAX_WAITING + " others are not settled yet");
      return;
    }
    unsettled++;
    delivery.fault(faults.poll());
    if (heldBack != null) {
      delivery.followers.add(heldBack);
      heldBack = null;
    }
    if (delivery.has(DeliveryFault.TWICE)) {
      Delivery again = delivery.again();
      delivery.followers.add(0, again);
      remember(again);
      unsettled++;
    }
    if (delivery.has(DeliveryFault.OUT_OF_ORDER)) {
      heldBack = delivery;
      log.accept("webhook " + delivery + ": held back until the next event");
      note(delivery, "held back until the next event");
    } else {
      enqueue(delivery);
    }
  }

  private void remember(Delivery delivery) {
    delivery.number = ++deliveries;
    history.addFirst(delivery);
    version.incrementAndGet();
    if (history.size() > MAX_HISTORY) {
      history.removeLast();
    }
  }

  private void enqueue(Delivery delivery) {
    Deque<Delivery> lane = lanes.get(delivery.authorizationId);
    if (lane == null) {
      lanes.put(delivery.authorizationId, new ArrayDeque<>());
      threads.execute(() -> attempt(delivery));
    } else {
      lane.addLast(delivery);
    }
  }

  private void attempt(Delivery delivery) {
    WebhookSender.Result result = sender.send(url().orElseThrow(), delivery);
    if (threads.isShutdown()) {
      return;
    }
    int number = delivery.note(result.description());
    version.incrementAndGet();
    boolean givenUp = !result.accepted() && number == MAX_ATTEMPTS;
    log.accept(
        String.format(
            "webhook %s, attempt %d: %s%s",
            delivery, number, result.description(), givenUp ? "; given up" : ""));
    if (result.accepted()) {
      settle(delivery, "delivered");
    } else if (givenUp) {
      settle(delivery, "given up after " + MAX_ATTEMPTS + " attempts");
    } else {
      var unused =
          threads.schedule(
              () -> attempt(delivery),
              retryDelay.toMillis() << (number - 1),
              TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void settle(Delivery delivery, String outcome) {
    end(delivery, outcome);
    unsettled--;
    Deque<Delivery> lane = lanes.get(delivery.authorizationId);
    List<Delivery> followers = new ArrayList<>(delivery.followers);
    Collections.reverse(followers);
    for (Delivery follower : followers) {
      follow(follower, delivery, lane);
    }
    Delivery next = lane.poll();
    if (next == null) {
      lanes.remove(delivery.authorizationId);
    } else {
      threads.execute(() -> attempt(next));
    }
  }

  private void follow(Delivery follower, Delivery delivery, Deque<Delivery> lane) {
    note(follower, "on its way");
    if (follower.authorizationId.equals(delivery.authorizationId)) {
      lane.addFirst(follower);
    } else {
      enqueue(follower);
    }
  }

  private void end(Delivery delivery, String outcome) {
    note(delivery, outcome);
    if (delivery.attempts().isEmpty()) {
      log.accept("webhook " + delivery + ": " + outcome);
    }
  }

  private void note(Delivery delivery, String outcome) {
    delivery.end(outcome);
    version.incrementAndGet();
  }

  /** The last ones, newest first. */
  synchronized List<Delivery> history() {
    return List.copyOf(history);
  }

  void close() {
    threads.shutdownNow();
  }
}
