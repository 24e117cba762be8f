package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationRecordsTest {
  @AutoClose private final RawServer server = new RawServer();
  private long total;
  private final BinancePayClient client = server.client();

  /** A page is written as the first and the last id of its records. */
  @ParameterizedTest
  @CsvSource({
    "'', 0, 1, 0",
    "1-3, 3, 1, 3",
    "1-10 '', 10, 2, 10",
    "1-10 11-20 21-24, 24, 3, 24",
    // Short pages, which do not have all records yet.
    "1-9 10-18 19-27 28-29, 29, 4, 29",
    "1-3 '', 29, 2, 3",
    // A record moved to the next page, because an authorization was created meanwhile.
    "1-10 10-19 20-20, 20, 3, 20",
    // A provider without paging, and one that returns more rows than requested.
    "1-10 1-10 1-10 1-10, 10, 3, 10",
    "1-12 13-13, 13, 2, 13",
    // A wrong total hides no full page.
    "1-10 11-20 21-21, 1, 3, 21",
    // As many new records as a page has.
    "1-10 1-10 11-20 21-21, 21, 4, 21",
    // Alternating pages without a new record.
    "1-10 11-20 1-10 11-20 1-10, 20, 4, 20",
  })
  void returnsEachAuthorizationOnce(String pages, long total, int requests, int records) {
    this.total = total;
    for (boolean async : List.of(false, true)) {
      server.handleWith(Arrays.stream(pages.split(" ")).map(this::page).toArray(Handler[]::new));
      int before = server.requestCount();

      List<String> ids =
          (async ? client.authorizationsAsync().join().stream() : client.authorizations().stream())
              .map(AuthorizationRecord::getAuthorizationId)
              .collect(Collectors.toList());

      assertThat(ids).hasSize(records).doesNotHaveDuplicates();
      assertThat(server.requestCount() - before).isEqualTo(requests);
      assertThat(bodies(before))
          .isEqualTo(
              IntStream.rangeClosed(1, requests)
                  .mapToObj(i -> "{\"page\":" + i + ",\"rows\":10}")
                  .collect(Collectors.toList()));
    }
  }

  @Test
  void queriesAPageWhenItsFirstRecordIsRead() {
    server.handleWith(page("1-10"), page("11-20"), page("21-21"));

    AuthorizationRecords records = client.authorizations("merchant1");
    Iterator<AuthorizationRecord> iterator = records.iterator();
    assertThat(server.requestCount()).isZero();

    for (int i = 1; i <= 10; i++) {
      assertThat(iterator.next().getAuthorizationId()).isEqualTo(Integer.toString(i));
    }
    assertThat(server.requestCount()).isEqualTo(1);
    assertThat(iterator.next().getAuthorizationId()).isEqualTo("11");
    assertThat(server.requestCount()).isEqualTo(2);
    assertThat(bodies(0).get(1)).isEqualTo("{\"page\":2,\"rows\":10,\"merchantId\":\"merchant1\"}");

    server.handleWith(page("1-10"));
    assertThat(records.stream().findFirst().orElseThrow().getAuthorizationId()).isEqualTo("1");
    assertThat(server.requestCount()).isEqualTo(3);
    assertThat(bodies(0).get(2)).startsWith("{\"page\":1,");
  }

  @Test
  void queriesTheSamePageAgainAfterAFailure() {
    server.handleWith(page("1-10"), respond(400, "{\"code\":\"400000\"}"), page("11-11"));
    Iterator<AuthorizationRecord> iterator = client.authorizations().iterator();
    for (int i = 1; i <= 10; i++) {
      iterator.next();
    }

    assertThatExceptionOfType(ApiException.class).isThrownBy(iterator::hasNext);

    assertThat(iterator.next().getAuthorizationId()).isEqualTo("11");
    assertThat(bodies(0).get(1)).isEqualTo(bodies(0).get(2));
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    assertThat(server.requestCount()).isEqualTo(3);
    server.handleWith(page("1-10"), respond(400, "{\"code\":\"400000\"}"));
    assertThat(client.authorizationsAsync())
        .failsWithin(30, SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(ApiException.class);
  }

  // Without a read timeout, so that only the cancellation closes the connection.
  @Test
  void endingTheFutureCancelsTheCallInFlight() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    server.handleWith(page("1-10"), RawServer.ignore(arrived, closed));
    OkHttpClient patient =
        new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .callTimeout(Duration.ofMinutes(10))
            .build();
    CompletableFuture<List<AuthorizationRecord>> all =
        server.client(patient).authorizationsAsync("merchant1");
    assertThat(arrived.await(30, SECONDS)).isTrue();

    all.cancel(true);

    assertThat(closed.await(30, SECONDS)).isTrue();
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void futureFailsBeyondAHundredThousandRecords() {
    AtomicInteger page = new AtomicInteger();
    server.handleWith(
        exchange -> {
          int first = 1 + 5_000 * page.getAndIncrement();
          page(first + "-" + (first + 4_999)).handle(exchange);
        });

    assertThat(client.authorizationsAsync())
        .failsWithin(60, SECONDS)
        .withThrowableThat()
        .havingCause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .withMessage("more than 100,000 authorizations; iterate over authorizations()");
    assertThat(server.requestCount()).isEqualTo(21);
  }

  @Test
  void findsTheAuthorizationThatARequestMayHaveCreated() {
    String right =
        record("1", "merchant1", "\"CHECKOUT\",\"CONVERT\"", "\"192.168.1.2\",\"192.168.1.1\"");
    String all =
        String.join(
            ",",
            record("2", "merchant2", "\"CONVERT\",\"CHECKOUT\"", "\"192.168.1.1\",\"192.168.1.2\""),
            record("3", "merchant1", "\"CONVERT\"", "\"192.168.1.1\",\"192.168.1.2\""),
            right,
            record("4", "merchant1", "\"CONVERT\",\"CHECKOUT\"", "\"192.168.1.1\""));
    server.handleWith(respond(200, pageOf(all)));

    assertThat(client.findAuthorizations(sampleRequest()))
        .extracting(AuthorizationRecord::getAuthorizationId)
        .containsExactly("1");
    assertThat(client.findAuthorizationsAsync(sampleRequest()).join())
        .isEqualTo(client.findAuthorizations(sampleRequest()));
    assertThat(client.authorizationsAsync("merchant1").join()).hasSize(4);
    assertThat(bodies(0)).allMatch(body -> body.contains("\"merchantId\":\"merchant1\""));
  }

  @Test
  void rejectsInvalidArgumentsWithoutACall() {
    CreateAuthorizationRequest request = sampleRequest().scopes(null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.findAuthorizations(request))
        .withMessageStartingWith("scopes is required");
    assertThatIllegalArgumentException().isThrownBy(() -> client.findAuthorizations(null));
    assertFailed(client.findAuthorizationsAsync(request));
    for (String merchantId : Arrays.asList(null, "", " ")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.authorizations(merchantId))
          .withMessageContaining("merchantId");
      assertFailed(client.authorizationsAsync(merchantId));
    }
    assertThat(server.requestCount()).isZero();
  }

  private static void assertFailed(CompletableFuture<?> future) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(future::join)
        .withCauseExactlyInstanceOf(IllegalArgumentException.class);
  }

  private List<String> bodies(int from) {
    return server.requests().stream()
        .skip(from)
        .map(request -> request.split("\r\n\r\n", 2)[1])
        .collect(Collectors.toList());
  }

  private Handler page(String ids) {
    if (ids.replace("'", "").isEmpty()) {
      return respond(200, pageOf(""));
    }
    String[] firstAndLast = ids.split("-", 2);
    return respond(
        200,
        pageOf(
            IntStream.rangeClosed(
                    Integer.parseInt(firstAndLast[0]), Integer.parseInt(firstAndLast[1]))
                .mapToObj(id -> record(Integer.toString(id), "merchant1", "\"CONVERT\"", "\"::1\""))
                .collect(Collectors.joining(","))));
  }

  private String pageOf(String records) {
    return "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":"
        + total
        + ",\"rows\":["
        + records
        + "]}}";
  }

  private static String record(String id, String merchantId, String scopes, String addresses) {
    return String.format(
        "{\"authorizationId\":\"%s\",\"merchantName\":\"One\",\"authorizationToken\":\"%s\","
            + "\"merchantId\":\"%s\",\"status\":\"PENDING\",\"scopes\":[%s],\"ipWhitelist\":[%s]}",
        id, Samples.TOKEN, merchantId, scopes, addresses);
  }
}
