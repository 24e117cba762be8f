package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Many calls against a sandbox with faults, blocking and asynchronous, and then the accounts:
 * {@code mvn -q verify -Pload}. Ends with status 1 if they do not agree.
 */
final class LoadCheck {
  private static final int THREADS = 64;
  private static final int IN_FLIGHT = 1000;
  private static final long SANDBOX_REMEMBERS_MILLIS = 3_100;
  private static final long HEAP_TOLERANCE_KIB = 8 * 1024;
  private static final CreateAuthorizationRequest REQUEST =
      new CreateAuthorizationRequest()
          .merchantId(Sandbox.DEFAULT_MERCHANT_ID)
          .scopes(List.of("CONVERT", "CHECKOUT"))
          .ipWhitelist(List.of("192.168.1.1"));

  private final int calls = Integer.getInteger("load.calls", 200_000);
  private final Map<String, Long> outcomes = new ConcurrentSkipListMap<>();
  private FaultyHandler server;
  private BinancePayClient client;
  private boolean failed;

  private LoadCheck() {}

  /** Runs it with {@code -Dload.calls}, 200,000 unless told otherwise. */
  public static void main(String[] arguments) throws Exception {
    LoadCheck check = new LoadCheck();
    check.run();
    System.out.println(check.failed ? "0 passed, 1 failed" : "1 passed, 0 failed");
    if (check.failed) {
      System.exit(1);
    }
  }

  private void run() throws Exception {
    AtomicReference<FaultyHandler> faulty = new AtomicReference<>();
    Sandbox sandbox =
        Sandbox.builder()
            .maxAuthorizations(100)
            .around(handler -> faulty.updateAndGet(none -> new FaultyHandler(handler)))
            .start();
    server = faulty.get();
    client =
        BinancePayClient.builder()
            .baseUrl(sandbox.baseUrl())
            .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
            .build();
    blocking(calls / 20);
    long heapBefore = usedHeapKib();

    long started = System.nanoTime();
    blocking(calls / 2);
    long half = System.nanoTime();
    asynchronous(calls / 2);
    System.out.printf("%,d blocking calls a second, %d threads%n", rate(half - started), THREADS);
    System.out.printf(
        "%,d asynchronous calls a second, %,d in flight%n",
        rate(System.nanoTime() - half), IN_FLIGHT);
    compareBothSides(calls / 20 + 1 + calls);
    long heapAfter = usedHeapKib();
    System.out.printf("heap in use: %,d KiB before, %,d KiB after%n", heapBefore, heapAfter);
    expect(heapAfter - heapBefore < HEAP_TOLERANCE_KIB, "the heap grew by more than 8 MiB");

    client.close();
    expect(becomesTrue(() -> server.connections() == 0), "a connection was left");
    sandbox.close();
    expect(becomesTrue(() -> threadsLeft().isEmpty()), "a thread was left: " + threadsLeft());
  }

  private void blocking(int count) throws InterruptedException {
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

  private void asynchronous(int count) throws InterruptedException {
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
    outcomes.merge(nameOf(failure), 1L, Long::sum);
  }

  private static String nameOf(Throwable failure) {
    if (failure == null) {
      return "authorization";
    } else if (failure instanceof ApiException rejection) {
      return "code " + rejection.code();
    } else if (failure instanceof MalformedResponseException) {
      return "malformed";
    } else if (failure instanceof TransportException transport) {
      return transport.requestMayHaveBeenSent() ? "perhaps sent" : "not sent";
    }
    return "UNEXPECTED " + failure;
  }

  /** Compares what the callers got with what the server did. */
  private void compareBothSides(int made) {
    outcomes.forEach((name, count) -> System.out.printf("  %,9d  %s%n", count, name));
    long ended = outcomes.values().stream().mapToLong(Long::longValue).sum();
    expect(ended == made, "a call had no outcome, or two");
    Map<String, Long> sent = new TreeMap<>(outcomes);
    sent.remove("not sent");
    expect(sent.equals(server.expected()), "the server expected " + server.expected());
  }

  private static List<String> threadsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(?s)(binance-pay|sandbox|OkHttp).*"))
        .toList();
  }

  // OkHttp's own last thread goes a minute after its last task.
  private static boolean becomesTrue(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return condition.getAsBoolean();
  }

  /** The heap in use, once the server has forgotten the nonces that it has seen. */
  private long usedHeapKib() throws InterruptedException {
    server.forgetNonces();
    // A sandbox remembers nonces for three windows, and looks which to forget at the next request.
    Thread.sleep(SANDBOX_REMEMBERS_MILLIS);
    blocking(1);
    System.gc();
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
  }

  private long rate(long nanos) {
    return TimeUnit.SECONDS.toNanos(calls / 2) / nanos;
  }

  private void expect(boolean holds, String complaint) {
    if (!holds) {
      System.out.println("NOT RIGHT: " + complaint);
      failed = true;
    }
  }
}
