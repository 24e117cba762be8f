package io.github.binancepay.tsp;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.RawServer.Handler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock is corrected only if it is certainly off, and never makes a right one wrong. */
@ParameterizedClass
@EnumSource(Calling.class)
class ClockCorrectionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00.200Z");
  private static final String REJECTION = "{\"status\":\"FAIL\",\"code\":\"400003\"}";

  @AutoClose private final RawServer server = new RawServer();
  private final SettableClock host = new SettableClock(NOW);
  private final AtomicInteger calls = new AtomicInteger();
  @Parameter private Calling calling;

  ClockCorrectionTest() throws IOException {}

  // Measured on 1.0.0: the client learned +1.7 s, and its second request was rejected.
  @Test
  void aRequestThatIsDeliveredLateLeavesARightClockAlone() {
    Duration late = Duration.ofMillis(2500);
    server.handleWith(rejectingAt(NOW.plus(late)), RawServer.respondCreated());
    BinancePayClient client = clientOf(delayingFirst(late));

    assertThat(calling.call(client).getAuthorizationId()).isEqualTo("authId1");

    assertThat(timestamps()).containsExactly(NOW, NOW.plus(late));
  }

  @Test
  void aClockThatIsOffByMoreThanTheRoundTripLeavesOpenIsCorrected() {
    Instant there = NOW.plusSeconds(20);
    server.handleWith(rejectingAt(there), RawServer.respondCreated());

    calling.call(clientOf(delayingFirst(Duration.ZERO)));

    assertThat(timestamps()).hasSize(2);
    assertThat(Duration.between(timestamps().get(1), there).abs())
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void theSecondRejectionTeachesToo() {
    Instant there = NOW.plusSeconds(500);
    server.handleWith(
        rejectingAt(NOW.plusSeconds(20)), rejectingAt(there), RawServer.respondCreated());
    BinancePayClient client = clientOf(delayingFirst(Duration.ZERO));
    ApiException rejected = catchThrowableOfType(ApiException.class, () -> calling.call(client));

    calling.call(client);

    assertThat(rejected.code()).isEqualTo("400003");
    assertThat(timestamps()).hasSize(3);
    assertThat(Duration.between(timestamps().get(2), there).abs())
        .isLessThan(Duration.ofSeconds(1));
  }

  // OkHttp's timeout is for a call; a second call would have one of its own.
  @Test
  void bothRequestsAreOneCallToOkHttpAndShareItsTimeout() {
    server.handleWith(rejectingAt(NOW.plusSeconds(20)), RawServer.respondCreated());

    calling.call(clientOf(delayingFirst(Duration.ZERO)));

    assertThat(server.requestCount()).isEqualTo(2);
    assertThat(calls).hasValue(1);
  }

  private static Handler rejectingAt(Instant there) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
    return RawServer.respond(400, REJECTION, "Date: " + date);
  }

  private List<Instant> timestamps() {
    return server.headers("BinancePay-Timestamp").stream()
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .collect(toList());
  }

  private BinancePayClient clientOf(Interceptor network) {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(network)
            .eventListener(
                new EventListener() {
                  @Override
                  public void callStart(Call call) {
                    calls.incrementAndGet();
                  }
                })
            .build();
    return server.clientBuilder().httpClient(callers).clock(host).clockSkewCorrection(true).build();
  }

  // A slow network, without waiting for one.
  private Interceptor delayingFirst(Duration delay) {
    AtomicInteger requests = new AtomicInteger();
    return chain -> {
      Response response = chain.proceed(chain.request());
      if (requests.getAndIncrement() > 0) {
        return response;
      }
      host.advance(delay);
      return response
          .newBuilder()
          .sentRequestAtMillis(response.receivedResponseAtMillis() - delay.toMillis())
          .build();
    };
  }
}
