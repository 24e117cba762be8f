package io.github.binancepay.tsp.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** A warm blocking call over a connection that is reused, from one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
public class CallBenchmark {
  /** Caller to measure. */
  @Param({"client", "okHttpByHand", "retrofitByHand"})
  public String caller;

  private Caller chosen;

  /**
   * Opens the connection, and checks that the caller reads the response.
   *
   * @throws Exception if the first call fails
   */
  @Setup
  public void connect() throws Exception {
    String url = System.getProperty(StubServer.URL_PROPERTY);
    StubServer.delayResponses(url, 0);
    chosen = Caller.of(caller, url);
    if (!StubServer.AUTHORIZATION_ID.equals(chosen.call())) {
      throw new IllegalStateException(caller + " does not read the authorization id");
    }
  }

  /** Closes the connections. */
  @TearDown
  public void close() {
    chosen.close();
  }

  /**
   * Creates an authorization.
   *
   * @return the authorization id
   * @throws Exception if the call fails
   */
  @Benchmark
  public String call() throws Exception {
    return chosen.call();
  }
}
