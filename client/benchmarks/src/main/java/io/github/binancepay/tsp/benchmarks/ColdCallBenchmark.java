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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** First call of a JVM: classes are loaded, the client is built, the connection is opened. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(20)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdCallBenchmark {
  /** Caller to measure. */
  @Param({"client", "okHttpByHand", "retrofitByHand"})
  public String caller;

  /**
   * Builds the caller and creates an authorization.
   *
   * @return the authorization id
   * @throws Exception if the call fails
   */
  @Benchmark
  public String firstCall() throws Exception {
    return Caller.of(caller, System.getProperty(StubServer.URL_PROPERTY)).call();
  }
}
