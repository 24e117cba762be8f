package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.CountingServer.creating;
import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.model.Authorization;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider allows a timestamp one second, so that none may be taken before it can be sent. */
class MomentOfSendingTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00.123Z");
  private static final Duration DELAY = Duration.ofMillis(1500);
  private static final String AFTER_THE_DELAY = millis(START.plus(DELAY));

  private final SettableClock clock = new SettableClock(START);

  @ParameterizedTest
  @EnumSource
  void comesAfterTheNameIsResolved(Calling calling) throws IOException {
    OkHttpClient slowToResolve =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  clock.advance(DELAY);
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();

    try (CountingServer server = new CountingServer().behaves(creating())) {
      calling.call(
          server
              .clientBuilder()
              .baseUrl("http://localhost:" + server.port())
              .httpClient(slowToResolve)
              .clock(clock)
              .build());

      assertThat(server.headers("BinancePay-Timestamp")).containsExactly(AFTER_THE_DELAY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void comesAfterTheConnectionIsMade(Calling calling) throws IOException {
    OkHttpClient slowToConnect =
        new OkHttpClient.Builder()
            .socketFactory(new FaultySockets(() -> clock.advance(DELAY)))
            .build();

    try (CountingServer server = new CountingServer().behaves(creating())) {
      calling.call(server.clientBuilder().httpClient(slowToConnect).clock(clock).build());

      assertThat(server.headers("BinancePay-Timestamp")).containsExactly(AFTER_THE_DELAY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void comesAfterTheTlsHandshake(Calling calling) throws IOException {
    HeldCertificate localhost =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    HandshakeCertificates its =
        new HandshakeCertificates.Builder().heldCertificate(localhost).build();
    HandshakeCertificates ours =
        new HandshakeCertificates.Builder().addTrustedCertificate(localhost.certificate()).build();
    OkHttpClient trusting =
        new OkHttpClient.Builder()
            .sslSocketFactory(ours.sslSocketFactory(), ours.trustManager())
            .build();
    CountingServer.Door slowToGreet =
        accepted -> {
          clock.advance(DELAY);
          return CountingServer.tls(its).enter(accepted);
        };

    try (CountingServer server = new CountingServer(slowToGreet).behaves(creating())) {
      calling.call(
          server
              .clientBuilder()
              .baseUrl("https://127.0.0.1:" + server.port())
              .httpClient(trusting)
              .clock(clock)
              .build());

      assertThat(server.headers("BinancePay-Timestamp")).containsExactly(AFTER_THE_DELAY);
    }
  }

  @Test
  void comesAfterTheWaitBehindAHundredOtherCalls() throws IOException {
    Dispatcher oneByOne = new Dispatcher();
    oneByOne.setMaxRequestsPerHost(1);
    OkHttpClient queueing = new OkHttpClient.Builder().dispatcher(oneByOne).build();

    try (CountingServer server = new CountingServer()) {
      server.behaves(
          exchange -> {
            exchange.readRequest();
            clock.advance(DELAY);
            exchange.answer(200, CREATED);
          });
      BinancePayClient client = server.clientBuilder().httpClient(queueing).clock(clock).build();
      CompletableFuture<?>[] calls =
          Stream.generate(() -> client.createAuthorizationAsync(sampleRequest()))
              .limit(101)
              .toArray(CompletableFuture<?>[]::new);

      assertThat(CompletableFuture.allOf(calls)).succeedsWithin(60, SECONDS);
      assertThat(server.headers("BinancePay-Timestamp"))
          .containsExactlyElementsOf(
              IntStream.range(0, 101)
                  .mapToObj(i -> millis(START.plus(DELAY.multipliedBy(i))))
                  .collect(Collectors.toList()));
    }
  }

  @Test
  void isReadAnewForEveryRequestAsIsTheNonce() throws IOException {
    AtomicLong ticks = new AtomicLong();
    Clock ticking =
        new SettableClock(START) {
          @Override
          public Instant instant() {
            return START.plusMillis(ticks.incrementAndGet());
          }
        };

    try (CountingServer server = new CountingServer().behaves(creating())) {
      BinancePayClient client = server.clientBuilder().clock(ticking).build();
      List<CompletableFuture<Authorization>> calls =
          Stream.generate(() -> client.createAuthorizationAsync(sampleRequest()))
              .limit(500)
              .collect(Collectors.toList());

      assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
      assertThat(server.headers("BinancePay-Timestamp")).hasSize(500).doesNotHaveDuplicates();
      assertThat(server.headers("BinancePay-Nonce"))
          .hasSize(500)
          .doesNotHaveDuplicates()
          .allMatch(nonce -> nonce.matches("[A-Za-z]{32}"));
    }
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
