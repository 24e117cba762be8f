package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Calling.class)
class ClockSkewTest {
  // Late in its second: the estimate from a date is then half a second behind, which leaves a busy
  // machine nearly three seconds of round trip until it is a second ahead.
  private static final Instant TRUE_TIME = Instant.parse("2026-11-23T00:00:00.900Z");
  private static final Duration THREE_HOURS = Duration.ofHours(3);
  private static final String REJECTION = "{\"status\":\"FAIL\",\"code\":\"400003\"}";

  @AutoClose private final RawServer server = new RawServer().handleWith(this::checkTimestamp);
  @Parameter private Calling calling;

  @ParameterizedTest
  @ValueSource(strings = {"PT90S", "PT-3H"})
  void rejectionHasTheSkewAndIsNotRetriedByDefault(Duration behind) {
    ApiException rejected = rejectionOf(clientBuilder(behind).build());

    assertThat(rejected.code()).isEqualTo("400003");
    assertThat(rejected.clockSkew().orElseThrow()).isCloseTo(behind, Duration.ofSeconds(2));
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400003, X-No: date",
    "400003, Date: yesterday",
    "400002, 'Date: Mon, 23 Nov 2026 00:00:00 GMT'",
    "999999, 'Date: Mon, 23 Nov 2026 00:00:00 GMT'"
  })
  void otherRejectionsHaveNoSkewAndAreNotRetried(String code, String header) {
    server.handleWith(respond(400, REJECTION.replace("400003", code), header));

    assertThat(rejectionOf(correctingClient(THREE_HOURS)).clockSkew()).isEmpty();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"status\":\"FAIL\",\"code\":\"400003\"", "[\"400003\"]"})
  void unreadableResponseIsNotRetried(String body) {
    server.handleWith(respond(502, body, date(TRUE_TIME)), respondCreated());

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> calling.call(correctingClient(THREE_HOURS)));
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT90S", "PT-3H"})
  void correctsTheClockOnceWithOneMoreRequest(Duration behind) {
    BinancePayClient client = correctingClient(behind);

    assertThat(calling.call(client).getAuthorizationId()).isEqualTo("authId1");
    assertThat(server.requestCount()).isEqualTo(2);

    calling.call(client);
    assertThat(server.requestCount()).isEqualTo(3);
    assertThat(server.headers("BinancePay-Nonce")).doesNotHaveDuplicates();
  }

  @Test
  void throwsTheSecondRejectionAndCorrectsTheClock() {
    server.handleWith(rejectAt(TRUE_TIME.minusSeconds(500)), this::checkTimestamp);
    BinancePayClient client = correctingClient(THREE_HOURS);

    assertThat(rejectionOf(client).code()).isEqualTo("400003");
    assertThat(server.requestCount()).isEqualTo(2);

    calling.call(client);
    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void correctsTheClockAgainAfterTheHostClockWasSet() {
    SettableClock host = new SettableClock(TRUE_TIME.minus(THREE_HOURS));
    BinancePayClient client = server.clientBuilder().clock(host).clockSkewCorrection(true).build();
    calling.call(client);

    host.advance(THREE_HOURS);
    calling.call(client);

    assertThat(server.requestCount()).isEqualTo(4);
  }

  @Test
  void slowRequestDoesNotChangeAnAccurateClock() {
    Duration late = Duration.ofMillis(2500);
    SettableClock host = new SettableClock(TRUE_TIME);
    Interceptor slowNetwork =
        chain -> {
          Response response = chain.proceed(chain.request());
          host.advance(late);
          return response
              .newBuilder()
              .sentRequestAtMillis(response.receivedResponseAtMillis() - late.toMillis())
              .build();
        };
    server.handleWith(rejectAt(TRUE_TIME.plus(late)), respondCreated());

    calling.call(
        server
            .clientBuilder()
            .httpClient(new OkHttpClient.Builder().addNetworkInterceptor(slowNetwork).build())
            .clock(host)
            .clockSkewCorrection(true)
            .build());

    assertThat(server.headers("BinancePay-Timestamp"))
        .isEqualTo(
            List.of(
                Long.toString(TRUE_TIME.toEpochMilli()),
                Long.toString(TRUE_TIME.plus(late).toEpochMilli())));
  }

  // The timeout and the cancellation of OkHttp apply to a call.
  @Test
  void bothRequestsAreOneCallOfOkHttp() {
    AtomicInteger calls = new AtomicInteger();
    OkHttpClient users =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  calls.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .build();

    calling.call(clientBuilder(THREE_HOURS).httpClient(users).clockSkewCorrection(true).build());

    assertThat(server.requestCount()).isEqualTo(2);
    assertThat(calls).hasValue(1);
  }

  @Test
  void callHasTheOutcomeOfTheSecondRequest() {
    server.handleWith(rejectAt(TRUE_TIME), sequence(Exchange::readRequest, Exchange::reset));

    TransportException failure = calling.transportFailure(correctingClient(THREE_HOURS));

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(2);
  }

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
    Instant now = Instant.parse("2026-11-23T00:00:10Z");
    Duration estimated =
        new CorrectedClock(new SettableClock(now)).skew(response(second, roundTrip, body));

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

  // As the provider: its own clock, and a window of one second.
  private void checkTimestamp(Exchange exchange) throws IOException {
    exchange.readRequest();
    List<String> sent = server.headers("BinancePay-Timestamp");
    long timestamp = Long.parseLong(sent.get(sent.size() - 1));
    boolean fresh = Math.abs(TRUE_TIME.toEpochMilli() - timestamp) <= 1000;
    exchange.respond(fresh ? 200 : 400, fresh ? CREATED : REJECTION, date(TRUE_TIME));
  }

  private static Handler rejectAt(Instant there) {
    return respond(400, REJECTION, date(there));
  }

  private static String date(Instant there) {
    return "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
  }

  private BinancePayClient correctingClient(Duration behind) {
    return clientBuilder(behind).clockSkewCorrection(true).build();
  }

  private BinancePayClient.Builder clientBuilder(Duration behind) {
    return server.clientBuilder().clock(new SettableClock(TRUE_TIME.minus(behind)));
  }

  private ApiException rejectionOf(BinancePayClient client) {
    return catchThrowableOfType(ApiException.class, () -> calling.call(client));
  }
}
