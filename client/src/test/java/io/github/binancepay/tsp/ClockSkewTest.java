package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.Authorization;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Calling.class)
class ClockSkewTest {
  // Late in its second: what is learned from a date is then half a second behind, which leaves a
  // busy machine nearly three seconds of round trip until it is a second ahead.
  private static final Instant TRUE_TIME = Instant.parse("2026-11-23T00:00:00.900Z");
  private static final Pattern TIMESTAMP = Pattern.compile("(?i)BinancePay-Timestamp: ([0-9]+)\r");
  private static final String REJECTION =
      "{\"status\":\"FAIL\",\"code\":\"400003\",\"errorMessage\":\"Timestamp for this request is"
          + " outside of the recvWindow.\"}";
  private static final String DATE =
      "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(TRUE_TIME.atOffset(ZoneOffset.UTC));

  @AutoClose
  private final RawServer server = new RawServer().handleWith(ClockSkewTest::checkTimestamp);

  @Parameter private Calling calling;

  ClockSkewTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"PT90S", "PT-90S", "PT3H", "PT-3H"})
  void aRejectedTimestampTellsHowFarTheClockIsOff(Duration behind) {
    ApiException rejected = rejectionOf(clientBuilder(behind).build());

    assertThat(rejected.resultCode().orElseThrow().getValue()).isEqualTo("400003");
    assertThat(rejected.clockSkew().orElseThrow()).isCloseTo(behind, Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-No: date",
        "Date: ",
        "Date: yesterday",
        "Date: 1761955200",
        "Date: 2026-11-23T00:00:00Z"
      })
  void withoutAReadableDateTheSkewIsNotKnownAndNothingIsSentAgain(String header) {
    server.handleWith(respond(400, REJECTION, header));

    ApiException rejected =
        rejectionOf(clientBuilder(Duration.ofHours(3)).clockSkewCorrection(true).build());

    assertThat(rejected.clockSkew()).isEmpty();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"400000", "400002", "400004", "999999"})
  void anotherRejectionTellsNothingAboutClocks(String code) {
    server.handleWith(respond(400, REJECTION.replace("400003", code), DATE));

    ApiException rejected =
        rejectionOf(clientBuilder(Duration.ofHours(3)).clockSkewCorrection(true).build());

    assertThat(rejected.clockSkew()).isEmpty();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void isNotCorrectedUnlessSwitchedOn() {
    BinancePayClient client = clientBuilder(Duration.ofSeconds(90)).build();

    rejectionOf(client);
    rejectionOf(client);

    assertThat(server.requestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT90S", "PT-90S", "PT3H", "PT-3H"})
  void isCorrectedByOneMoreRequestAndFromThenOnByNone(Duration behind) {
    BinancePayClient client = clientBuilder(behind).clockSkewCorrection(true).build();

    assertThat(calling.call(client).getAuthorizationId()).isEqualTo("authId1");
    assertThat(server.requestCount()).isEqualTo(2);

    calling.call(client);
    calling.call(client);
    assertThat(server.requestCount()).isEqualTo(4);
    assertThat(server.headers("BinancePay-Nonce")).doesNotHaveDuplicates();
  }

  @Test
  void aRightClockNeedsNoSecondRequest() {
    BinancePayClient client = clientBuilder(Duration.ZERO).clockSkewCorrection(true).build();

    calling.call(client);

    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void theSecondRejectionInARowReachesTheCaller() {
    server.handleWith(respond(400, REJECTION, DATE));
    BinancePayClient client = clientBuilder(Duration.ofHours(3)).clockSkewCorrection(true).build();

    rejectionOf(client);
    assertThat(server.requestCount()).isEqualTo(2);

    rejectionOf(client);
    assertThat(server.requestCount()).isEqualTo(4);
  }

  @Test
  void isCorrectedAgainAfterTheHostsClockWasSet() {
    SettableClock host = new SettableClock(TRUE_TIME.minus(Duration.ofHours(3)));
    BinancePayClient client = server.clientBuilder().clock(host).clockSkewCorrection(true).build();
    calling.call(client);

    host.advance(Duration.ofHours(3));
    calling.call(client);

    assertThat(server.requestCount()).isEqualTo(4);
  }

  @Test
  void theOutcomeOfTheSecondRequestIsThatOfTheCall() {
    server.handleWith(
        respond(400, REJECTION, DATE), sequence(Exchange::readRequest, Exchange::reset));
    BinancePayClient client = clientBuilder(Duration.ofHours(3)).clockSkewCorrection(true).build();

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> calling.call(client));

    assertThat(failure.requestMayHaveBeenSent()).isTrue();
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void manyThreadsCorrectTheClockTogether() {
    BinancePayClient client = clientBuilder(Duration.ofHours(3)).clockSkewCorrection(true).build();
    List<String> merchants =
        IntStream.range(0, 32).mapToObj(i -> "merchant-" + i + ".").collect(Collectors.toList());

    List<CompletableFuture<Authorization>> calls =
        merchants.stream()
            .map(
                merchant ->
                    CompletableFuture.supplyAsync(
                        () -> calling.call(client, sampleRequest().merchantId(merchant)),
                        task -> new Thread(task).start()))
            .collect(Collectors.toList());

    assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
    assertThat(merchants)
        .allSatisfy(
            merchant ->
                assertThat(server.requests().stream().filter(sent -> sent.contains(merchant)))
                    .hasSizeBetween(1, 2));
  }

  @Test
  void cancellingTheFutureCancelsTheSecondRequest() throws Exception {
    CountDownLatch secondArrived = new CountDownLatch(1);
    CountDownLatch secondEnded = new CountDownLatch(1);
    server.handleWith(
        respond(400, REJECTION, DATE),
        sequence(
            Exchange::readRequest,
            exchange -> secondArrived.countDown(),
            Exchange::awaitClose,
            exchange -> secondEnded.countDown()));
    CompletableFuture<Authorization> future =
        clientBuilder(Duration.ofHours(3))
            .clockSkewCorrection(true)
            .build()
            .createAuthorizationAsync(sampleRequest());
    assertThat(secondArrived.await(30, SECONDS)).isTrue();

    future.cancel(false);

    assertThat(secondEnded.await(8, SECONDS)).isTrue();
    assertThat(server.requestCount()).isEqualTo(2);
  }

  // As the provider does: its own clock, and a window of one second.
  private static void checkTimestamp(Exchange exchange) throws IOException {
    exchange.readRequest();
    Matcher timestamp = TIMESTAMP.matcher(exchange.received());
    boolean fresh =
        timestamp.find()
            && Math.abs(TRUE_TIME.toEpochMilli() - Long.parseLong(timestamp.group(1))) <= 1000;
    exchange.respond(fresh ? 200 : 400, fresh ? CREATED : REJECTION, DATE);
  }

  private BinancePayClient.Builder clientBuilder(Duration behind) {
    return server.clientBuilder().clock(Clock.fixed(TRUE_TIME.minus(behind), ZoneOffset.UTC));
  }

  private ApiException rejectionOf(BinancePayClient client) {
    return catchThrowableOfType(ApiException.class, () -> calling.call(client));
  }
}
