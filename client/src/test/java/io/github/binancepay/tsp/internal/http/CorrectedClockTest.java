package io.github.binancepay.tsp.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.SettableClock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectedClockTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:10Z");

  private final CorrectedClock clock = new CorrectedClock(new SettableClock(NOW));

  // The date is rounded down, so half a second is added; the response was written half a round trip
  // ago.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T00:00:10Z, PT0S,  PT0.5S",
    "2026-11-23T00:00:09Z, PT1S,  PT0S",
    "2026-11-22T23:58:40Z, PT0S,  PT-89.5S",
    "2026-11-23T03:00:10Z, PT3S,  PT3H2S"
  })
  void estimatesTheDifference(Instant date, Duration roundTrip, Duration difference) {
    assertThat(clock.differenceTo(date, roundTrip)).isEqualTo(difference);
  }

  // The body took five seconds to arrive, in which the provider's clock went on.
  @Test
  void addsTheTimeSinceTheHeadersToTheSkew() {
    long received = System.currentTimeMillis() - 5_000;
    Response response =
        new Response.Builder()
            .request(new Request.Builder().url("http://127.0.0.1").build())
            .protocol(Protocol.HTTP_1_1)
            .code(400)
            .message("")
            .header("Date", "Mon, 23 Nov 2026 00:00:10 GMT")
            .sentRequestAtMillis(received)
            .receivedResponseAtMillis(received)
            .build();

    assertThat(clock.skew(response)).isBetween(Duration.ofMillis(5_500), Duration.ofMinutes(5));
  }

  // Half of the round trip, half a second, and two milliseconds.
  @ParameterizedTest
  @CsvSource({
    "PT1.752S,  PT2.5S, PT0S",
    "PT-1.752S, PT2.5S, PT0S",
    "PT-1.753S, PT2.5S, PT-1.753S",
    "PT0.503S,  PT0S,   PT0.503S"
  })
  void isCorrectedByWhatTheDateDoesNotLeaveOpen(
      Duration skew, Duration roundTrip, Duration correction) {
    clock.correct(skew, roundTrip);

    assertThat(clock.instant()).isEqualTo(NOW.plus(correction));
  }

  // Corrections would add up otherwise, and two threads would overdo it.
  @Test
  void estimatesTheDifferenceToTheUncorrectedClock() {
    clock.correct(Duration.ofHours(3), Duration.ZERO);

    assertThat(clock.differenceTo(NOW.plusSeconds(90), Duration.ZERO))
        .isEqualTo(Duration.ofMillis(90_500));
  }
}
