package io.github.binancepay.tsp.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.SettableClock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectedClockTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:10Z");

  private final CorrectedClock clock = new CorrectedClock(new SettableClock(NOW));

  // The date is rounded down, so that half a second is added. The response was written half a round
  // trip before it arrived, and its body took longer.
  @ParameterizedTest
  @CsvSource({
    "10, 0, 0, 500",
    "09, 1000, 0, 0",
    "10, 3000, 0, 2000",
    "10, 0, 5000, 5500",
  })
  void estimatesTheSkew(String second, long roundTrip, long body, long skew) {
    Duration estimated = clock.skew(response(second, roundTrip, body));

    // The time that this test takes counts as the time of the body.
    assertThat(estimated)
        .isBetween(Duration.ofMillis(skew), Duration.ofMillis(skew).plusMinutes(5));
  }

  private static Response response(String second, long roundTrip, long body) {
    long received = System.currentTimeMillis() - body;
    return new Response.Builder()
        .request(new Request.Builder().url("http://127.0.0.1").build())
        .protocol(Protocol.HTTP_1_1)
        .code(400)
        .message("")
        .header("Date", "Mon, 23 Nov 2026 00:00:" + second + " GMT")
        .sentRequestAtMillis(received - roundTrip)
        .receivedResponseAtMillis(received)
        .build();
  }

  // Half of the round trip, half a second, and two milliseconds.
  @ParameterizedTest
  @CsvSource({
    "PT1.752S,  PT2.5S, PT0S",
    "PT-1.752S, PT2.5S, PT0S",
    "PT-1.753S, PT2.5S, PT-1.753S",
    "PT0.503S,  PT0S,   PT0.503S"
  })
  void correctsTheClockIfTheDateProvesASkew(
      Duration skew, Duration roundTrip, Duration correction) {
    clock.correct(skew, roundTrip);

    assertThat(clock.instant()).isEqualTo(NOW.plus(correction));
  }
}
