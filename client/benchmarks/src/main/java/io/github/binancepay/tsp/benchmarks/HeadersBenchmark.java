package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
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
import org.openjdk.jmh.annotations.Warmup;

/** Timestamp, nonce and signature of one request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeadersBenchmark {
  /** Length of the body in bytes. */
  @Param({"102", "65536"})
  public int length;

  private final RequestSigner signer = new RequestSigner(HandSigner.SECRET_KEY);
  private final NonceSource nonces = NonceSource.from(new SecureRandom());
  private final Mac mac = HandSigner.keyedMac();
  private byte[] body;

  /** Makes the body. */
  @Setup
  public void makeBody() {
    body = new byte[length];
  }

  /** {@return the signature of the client's own signer} */
  @Benchmark
  public String client() {
    return signer.sign(System.currentTimeMillis(), nonces.next(), body);
  }

  /** {@return the headers of a signer written by hand} */
  @Benchmark
  public Object byHand() {
    return HandSigner.ofThisThread().sign(body);
  }

  /** {@return the HMAC alone, the lower bound} */
  @Benchmark
  public byte[] hmacAlone() {
    return mac.doFinal(body);
  }
}
