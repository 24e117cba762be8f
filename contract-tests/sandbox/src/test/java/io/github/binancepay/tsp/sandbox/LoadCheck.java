package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Many calls against a sandbox with faults, blocking and asynchronous, and then the accounts:
 * {@code mvn -q verify -Pload}. Ends with status 1 if they do not agree.
 */
final class LoadCheck {
  private static final int THREADS = 64;
  private static final int IN_FLIGHT = 1000;
  private static final long SANDBOX_REMEMBERS_MILLIS = 3_100;
  private static final long HEAP_TOLERANCE = 8L * 1024 * 1024;
  private static final CreateAuthorizationRequest REQUEST =
      new CreateAuthorizationRequest()
          .merchantId(Sandbox.DEFAULT_MERCHANT_ID)
          .scopes(List.of("CONVERT", "CHECKOUT"))
          .ipWhitelist(List.of("192.168.1.1"));

  private final int calls;
  private final ConcurrentMap<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final List<String> complaints = new ArrayList<>();

  private LoadCheck(int calls) {
    this.calls = calls;
  }

  /** Runs it with {@code -Dload.calls}, 200,000 unless told otherwise. */
  public static void main(String[] arguments) throws Exception {
    LoadCheck check = new LoadCheck(Integer.getInteger("load.calls", 200_000));
    check.run();
    check.complaints.forEach(complaint -> System.out.println("NOT RIGHT: " + complaint));
    System.out.println(check.complaints.isEmpty() ? "1 passed, 0 failed" : "0 passed, 1 failed");
    if (!check.complaints.isEmpty()) {
      System.exit(1);
    }
  }

  private void run() throws Exception {
    AtomicReference<FaultyHandler> faulty = new AtomicReference<>();
    Sandbox sandbox =
        Sandbox.builder()
            .around(
                handler -> {
                  faulty.set(new FaultyHandler(handler));
                  return faulty.get();
                })
            .start();
    BinancePayClient client = client(sandbox);
    blocking(client, calls / 20);
    FaultyHandler server = faulty.get();
    long heapBefore = usedHeap(client, server);

    long started = System.nanoTime();
    blocking(client, calls / 2);
    long half = System.nanoTime();
    asynchronous(client, calls / 2);
    long ended = System.nanoTime();

    System.out.printf(
        "%,d blocking calls over %d threads: %,d a second%n",
        calls / 2, THREADS, perSecond(started, half));
    System.out.printf(
        "%,d asynchronous calls, %,d in flight: %,d a second%n",
        calls / 2, IN_FLIGHT, perSecond(half, ended));
    balance(server);
    long heapAfter = usedHeap(client, server);
    System.out.printf(
        "heap in use: %,d KiB before, %,d KiB after%n", heapBefore / 1024, heapAfter / 1024);
    expect(heapAfter - heapBefore < HEAP_TOLERANCE, "the heap grew by more than 8 MiB");
    close(client, sandbox);
  }

  private static BinancePayClient client(Sandbox sandbox) {
    return BinancePayClient.builder()
        .baseUrl(sandbox.baseUrl())
        .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
        .build();
  }

  private void blocking(BinancePayClient client, int count) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < count; i++) {
      threads.execute(
          () -> {
            try {
              client.createAuthorization(REQUEST);
              record(null);
            } catch (RuntimeException e) {
              record(e);
            }
          });
    }
    threads.shutdown();
    expect(threads.awaitTermination(10, TimeUnit.MINUTES), "a blocking call did not end");
  }

  private void asynchronous(BinancePayClient client, int count) throws InterruptedException {
    Semaphore places = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < count; i++) {
      places.acquire();
      var unused =
          client
              .createAuthorizationAsync(REQUEST)
              .whenComplete(
                  (authorization, failure) -> {
                    record(failure instanceof CompletionException ? failure.getCause() : failure);
                    places.release();
                  });
    }
    expect(places.tryAcquire(IN_FLIGHT, 10, TimeUnit.MINUTES), "an asynchronous call did not end");
  }

  private void record(Throwable failure) {
    outcomes.computeIfAbsent(nameOf(failure), name -> new LongAdder()).increment();
  }

  private static String nameOf(Throwable failure) {
    if (failure == null) {
      return "authorization";
    } else if (failure instanceof ApiException refusal) {
      return "ApiException " + refusal.code();
    } else if (failure instanceof MalformedResponseException) {
      return "MalformedResponseException";
    } else if (failure instanceof TransportException transport) {
      return "TransportException, "
          + (transport.requestMayHaveBeenSent() ? "perhaps sent" : "not sent");
    }
    return "UNEXPECTED " + failure;
  }

  /** Holds what the callers got against what the server did. */
  private void balance(FaultyHandler server) {
    Map<String, Long> got = new TreeMap<>();
    outcomes.forEach((name, count) -> got.put(name, count.sum()));
    got.forEach((name, count) -> System.out.printf("  %,9d  %s%n", count, name));
    long ended = got.values().stream().mapToLong(Long::longValue).sum();
    long notSent = got.getOrDefault("TransportException, not sent", 0L);
    System.out.printf(
        "%,d calls = %,d received + %,d not sent; faults %s%n",
        ended, server.received(), notSent, server.faults());

    expect(
        got.keySet().stream().noneMatch(name -> name.startsWith("UNEXPECTED")),
        "a caller got something else");
    expect(ended == calls + calls / 20 + 1, "a call had no outcome, or two");
    expect(ended == server.received() + notSent, "the counts of the two sides do not agree");
    expect(server.repeatedNonces() == 0, "a nonce was seen twice");
    expectFaults(
        server,
        got,
        "TransportException, perhaps sent",
        FaultyHandler.Injected.RESET,
        FaultyHandler.Injected.TRUNCATED);
    expectFaults(server, got, "MalformedResponseException", FaultyHandler.Injected.UNAVAILABLE);
    expectFaults(server, got, "ApiException 400003", FaultyHandler.Injected.REFUSED_TIMESTAMP);
  }

  private void expectFaults(
      FaultyHandler server, Map<String, Long> got, String name, FaultyHandler.Injected... faults) {
    long injected =
        List.of(faults).stream().mapToLong(fault -> server.faults().get(fault).sum()).sum();
    expect(
        got.getOrDefault(name, 0L) == injected,
        name + " is not as often as its faults, " + injected);
  }

  private void close(BinancePayClient client, Sandbox sandbox) throws InterruptedException {
    client.close();
    expect(becomesTrue(() -> sandbox.connections() == 0), "a connection was left");
    sandbox.close();
    boolean gone = becomesTrue(() -> threadsLeft().isEmpty());
    System.out.printf(
        "after closing: %d connections, threads %s%n", sandbox.connections(), threadsLeft());
    expect(gone, "a thread was left");
  }

  private static List<String> threadsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                name.startsWith("binance-pay")
                    || name.startsWith("sandbox")
                    || name.startsWith("OkHttp"))
        .toList();
  }

  // OkHttp's own last thread goes a minute after its last task.
  private static boolean becomesTrue(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  /** The heap in use, once the server has forgotten the nonces that it has seen. */
  private long usedHeap(BinancePayClient client, FaultyHandler server) throws InterruptedException {
    server.forgetNonces();
    // A sandbox remembers nonces for three windows, and looks which to forget at the next request.
    Thread.sleep(SANDBOX_REMEMBERS_MILLIS);
    blocking(client, 1);
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private long perSecond(long fromNanos, long toNanos) {
    return TimeUnit.SECONDS.toNanos(calls / 2) / (toNanos - fromNanos);
  }

  private void expect(boolean holds, String complaint) {
    if (!holds) {
      complaints.add(complaint);
    }
  }
}
