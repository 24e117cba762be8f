package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Many asynchronous calls that are started at once; one operation ends when all have ended. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 5)
@Measurement(iterations = 5, time = 3)
public class OutstandingCallsBenchmark {
  /** Number of calls that are started at once. */
  @Param("1000")
  public int outstanding;

  /** Maximum number of calls that are sent at once. */
  @Param("1000")
  public int limit;

  /** Response time of the server in milliseconds. */
  @Param("50")
  public int responseMillis;

  /** Caller to measure. */
  @Param({"client", "okHttpByHand"})
  public String caller;

  private final CreateAuthorizationRequest request = Caller.request();
  private BinancePayClient client;
  private OkHttpCaller byHand;
  private Supplier<CompletableFuture<String>> start;

  /**
   * Sets the response time of the server and builds the caller.
   *
   * @throws Exception if the server cannot be reached
   */
  @Setup
  public void build() throws Exception {
    String url = System.getProperty(StubServer.URL_PROPERTY);
    StubServer.delayResponses(url, responseMillis);
    client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(HandSigner.API_KEY, HandSigner.SECRET_KEY))
            .baseUrl(url)
            .maxConcurrentCalls(limit)
            .build();
    byHand = new OkHttpCaller(url, limit);
    start = caller.equals("client") ? this::startClient : this::startByHand;
  }

  /** Closes the connections. */
  @TearDown
  public void close() {
    client.close();
    byHand.close();
  }

  /** Starts all calls and waits for them. */
  @Benchmark
  public void allCalls() {
    CompletableFuture<?>[] calls = new CompletableFuture<?>[outstanding];
    for (int i = 0; i < outstanding; i++) {
      calls[i] = start.get();
    }
    CompletableFuture.allOf(calls).join();
  }

  private CompletableFuture<String> startClient() {
    return client
        .createAuthorizationAsync(request)
        .thenApply(authorization -> authorization.getAuthorizationId());
  }

  private CompletableFuture<String> startByHand() {
    CompletableFuture<String> result = new CompletableFuture<>();
    byHand
        .newCall()
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) {
                try (response) {
                  result.complete(byHand.read(response));
                } catch (RuntimeException e) {
                  result.completeExceptionally(e);
                }
              }

              @Override
              public void onFailure(Call call, IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
