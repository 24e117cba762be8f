package io.github.binancepay.tsp.sandbox.internal.webhook;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Delivers notifications in the background: those of one authorization in order, each until it is
 * accepted or has been sent 7 times.
 */
public final class Webhook {
  /** Outcome of a delivery without a URL. */
  public static final String NOT_SENT = "not sent: there is no webhook URL";

  private static final int THREADS = 4;

  private final WebhookSender sender;
  private final Duration retryDelay;
  private final Consumer<String> log;
  private final ScheduledThreadPoolExecutor threads;
  private final Deque<Delivery> history = new ArrayDeque<>();
  private final Deque<DeliveryFault> faults = new ArrayDeque<>();
  // By authorization: the delivery in flight, and those that wait for it.
  private final Map<String, Deque<Delivery>> lanes = new HashMap<>();
  private long deliveries;
  private long resets;
  private int unsettled;
  private List<Delivery> heldBack = List.of();
  private URI url;

  /** Creates a webhook. The URL may be null. Each retry doubles the delay. */
  public Webhook(WebhookSender sender, URI url, Duration retryDelay, Consumer<String> log) {
    this.sender = sender;
    this.url = url;
    this.retryDelay = retryDelay;
    this.log = log;
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "sandbox-webhook");
              thread.setDaemon(true);
              return thread;
            },
            // Deliveries after closing are discarded.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Reads an http or https URL; anything else is an {@code IllegalArgumentException}. */
  public static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getPort() <= 65535
          && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // The message below says what is expected.
    }
    throw new IllegalArgumentException(
        "The webhook URL must be an absolute http or https URL without user info, such as"
            + " http://127.0.0.1:9000/webhook");
  }

  public synchronized void url(URI newUrl) {
    url = newUrl;
  }

  /** {@return the headers of a notification with this body, signed now} */
  public List<SandboxRequest.Header> headers(byte[] body) {
    return sender.headers(body);
  }

  public synchronized Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  /** Injects a fault into the next event. */
  public synchronized void nextDelivery(DeliveryFault fault) {
    if (faults.size() >= Limits.PENDING_DELIVERIES) {
      throw new IllegalStateException(
          Limits.PENDING_DELIVERIES + " faults are pending; trigger an event first");
    }
    faults.add(fault);
  }

  /** {@return the pending faults} */
  public synchronized List<DeliveryFault> faults() {
    return List.copyOf(faults);
  }

  /** Delivers an event in the background. */
  public synchronized void deliver(Delivery delivery) {
    remember(delivery);
    if (url == null) {
      end(delivery, NOT_SENT);
      return;
    }
    if (unsettled >= Limits.PENDING_DELIVERIES) {
      end(delivery, "dropped: " + Limits.PENDING_DELIVERIES + " others are not settled yet");
      return;
    }
    unsettled++;
    delivery.fault = Optional.ofNullable(faults.poll());
    List<Delivery> next = new ArrayList<>(List.of(delivery));
    if (delivery.has(DeliveryFault.TWICE)) {
      Delivery again = delivery.again();
      remember(again);
      unsettled++;
      next.add(again);
    }
    next.addAll(heldBack);
    if (delivery.has(DeliveryFault.OUT_OF_ORDER)) {
      heldBack = next;
      log.accept("webhook " + delivery + ": held back until the next event");
      delivery.outcome = "held back until the next event";
    } else {
      heldBack = List.of();
      enqueue(delivery.authorizationId(), next);
    }
  }

  /** Delivers an event again, by the number of a delivery that is kept. */
  public synchronized Delivery resend(long number) {
    Delivery again =
        history.stream()
            .filter(delivery -> delivery.number() == number)
            .findFirst()
            .orElseThrow(() -> new NoSuchElementException("There is no delivery with this number"))
            .again();
    deliver(again);
    return again;
  }

  /** Forgets deliveries and pending faults. Deliveries in flight are not retried. */
  public synchronized void reset() {
    resets++;
    history.clear();
    faults.clear();
    lanes.clear();
    heldBack = List.of();
    unsettled = 0;
  }

  private void remember(Delivery delivery) {
    delivery.number = ++deliveries;
    history.addFirst(delivery);
    if (history.size() > Limits.LISTED_DELIVERIES) {
      history.removeLast();
    }
  }

  private void enqueue(String authorizationId, List<Delivery> next) {
    Deque<Delivery> lane = lanes.computeIfAbsent(authorizationId, id -> new ArrayDeque<>());
    boolean isIdle = lane.isEmpty();
    next.forEach(delivery -> delivery.outcome = "in flight");
    lane.addAll(next);
    if (isIdle) {
      start(lane);
    }
  }

  private void start(Deque<Delivery> lane) {
    Delivery delivery = lane.element();
    long begun = resets;
    threads.execute(() -> attempt(delivery, lane, begun));
  }

  private void attempt(Delivery delivery, Deque<Delivery> lane, long begun) {
    if (isObsolete(begun)) {
      return;
    }
    Delivery.Attempt attempt = sender.send(url().orElseThrow(), delivery);
    if (isObsolete(begun)) {
      return;
    }
    int number = delivery.add(attempt);
    boolean givenUp = number == Limits.WEBHOOK_ATTEMPTS;
    long delayMillis = retryDelay.toMillis() << (number - 1);
    String next = givenUp ? "; given up" : "; retry in " + delayMillis + " ms";
    log.accept(
        String.format(
            "webhook %s, attempt %s: %s%s%s",
            delivery,
            number,
            attempt,
            attempt.accepted() ? "" : next,
            attempt.warning().map(warning -> "; WARNING: " + warning).orElse("")));
    if (attempt.accepted()) {
      settle(lane, "delivered", begun);
    } else if (givenUp) {
      settle(lane, "given up after " + number + " attempts", begun);
    } else {
      var unused =
          threads.schedule(
              () -> attempt(delivery, lane, begun), delayMillis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized boolean isObsolete(long begun) {
    return threads.isShutdown() || begun != resets;
  }

  private synchronized void settle(Deque<Delivery> lane, String outcome, long begun) {
    if (begun != resets) {
      return;
    }
    end(lane.remove(), outcome);
    unsettled--;
    if (lane.isEmpty()) {
      lanes.values().remove(lane);
    } else {
      start(lane);
    }
  }

  private void end(Delivery delivery, String outcome) {
    delivery.outcome = outcome;
    if (delivery.attempts().isEmpty()) {
      log.accept("webhook " + delivery + ": " + outcome);
    }
  }

  /** {@return the latest deliveries, newest first} */
  public synchronized List<Delivery> history() {
    return List.copyOf(history);
  }

  /** Stops delivering. */
  public void close() {
    threads.shutdownNow();
  }
}
