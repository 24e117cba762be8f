package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import javax.crypto.Mac;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The values of the four headers of a request. */
@State(Scope.Benchmark)
public class Headers {
  private static final String API_KEY = "an-api-key";
  private static final String SECRET_KEY =
      "a-secret-key-of-sixty-four-characters-as-the-dashboard-shows-it-";

  /** How many bytes are signed. */
  @Param({"102", "65536"})
  public int length;

  private final Clock clock = Clock.systemUTC();
  private final NonceSource nonces = NonceSource.from(new SecureRandom());
  private final RequestSigner signer = new RequestSigner(SECRET_KEY);
  private final HandSigner handSigner = new HandSigner(SECRET_KEY);
  private final Mac mac = HandSigner.prepared(SECRET_KEY);
  private byte[] payload;
  private byte[] body;

  /** Makes a body. */
  @Setup
  public void setUp() {
    body = new byte[length];
    Arrays.fill(body, (byte) 'a');
    payload = new byte[13 + 1 + 32 + 1 + length + 1];
    Arrays.fill(payload, (byte) 'a');
  }

  /** As the client's interceptor makes them. */
  @Benchmark
  public void ours(Blackhole header) {
    long timestamp = clock.millis();
    String nonce = nonces.next();
    header.consume(signer.sign(timestamp, nonce, body));
    header.consume(Long.toString(timestamp));
    header.consume(nonce);
    header.consume(API_KEY);
  }

  /** The HMAC of as many bytes, and nothing else. */
  @Benchmark
  public byte[] bareHmac() {
    return mac.doFinal(payload);
  }

  /** The least by hand. */
  @Benchmark
  public void byHand(Blackhole header) {
    for (String value : handSigner.sign(body)) {
      header.consume(value);
    }
    header.consume(API_KEY);
  }
}
