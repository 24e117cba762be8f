package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.RawServer.tls;
import static io.github.binancepay.tsp.Samples.CREATED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A timestamp is valid for one second, so that it is taken right before the request is sent. */
class MomentOfSendingTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00.123Z");

  private final SettableClock clock = new SettableClock(START);

  @ParameterizedTest
  @EnumSource
  void timestampIsTakenAfterDnsConnectingAndTls(Calling calling) throws IOException {
    HeldCertificate certificate = RawServer.certificateOf("localhost");
    OkHttpClient slow =
        RawServer.trusting(certificate)
            .dns(
                host -> {
                  clock.advance(Duration.ofSeconds(1));
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .eventListener(new Delays())
            .build();

    try (RawServer server = new RawServer(tls(certificate))) {
      calling.call(
          server
              .clientBuilder()
              .baseUrl("https://localhost:" + server.port())
              .httpClient(slow)
              .clock(clock)
              .build());

      assertThat(server.headers("BinancePay-Timestamp"))
          .containsExactly(millis(START.plusSeconds(111)));
    }
  }

  /** Delays of different lengths, so that the sum shows a missing one. */
  private final class Delays extends EventListener {
    @Override
    public void secureConnectEnd(Call call, Handshake handshake) {
      clock.advance(Duration.ofSeconds(10));
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, Protocol protocol) {
      clock.advance(Duration.ofSeconds(100));
    }
  }

  @Test
  void timestampIsTakenAfterTheQueue() throws IOException {
    Dispatcher oneByOne = new Dispatcher();
    oneByOne.setMaxRequestsPerHost(1);
    OkHttpClient queueing = new OkHttpClient.Builder().dispatcher(oneByOne).build();

    try (RawServer server = new RawServer()) {
      server.handleWith(
          sequence(
              Exchange::readRequest,
              exchange -> clock.advance(Duration.ofSeconds(2)),
              exchange -> exchange.respond(200, CREATED)));
      BinancePayClient client = server.clientBuilder().httpClient(queueing).clock(clock).build();

      assertThat(Calling.start(client, 20))
          .allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
      assertThat(server.headers("BinancePay-Timestamp"))
          .containsExactlyElementsOf(
              IntStream.range(0, 20)
                  .mapToObj(i -> millis(START.plusSeconds(2L * i)))
                  .collect(Collectors.toList()));
    }
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
