package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.API_KEY;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.SECRET_KEY;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.util.Throwables.getStackTrace;
import static org.junit.jupiter.api.Named.named;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.logging.HttpLoggingInterceptor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(Calling.class)
class SecretsTest {
  private static final String SIGNATURE = "[0-9A-Fa-f]{128}";

  @AutoClose private final RawServer server = new RawServer();
  private final List<String> log = new CopyOnWriteArrayList<>();
  @Parameter private Calling calling;

  // With the redacted headers that the documentation recommends.
  @ParameterizedTest
  @MethodSource("outcomes")
  void exceptionsAndLogsShowNoKeyAndNoSignature(Handler handler) throws IOException {
    String outcome = outcomeOf(server.handleWith(handler).client(logging()));

    assertThat(outcome).doesNotContain(TOKEN);
    assertThat(String.join("\n", log) + outcome)
        .contains("merchant1")
        .doesNotContain(SECRET_KEY, API_KEY)
        .doesNotContainPattern(SIGNATURE);
  }

  static Stream<Named<Handler>> outcomes() {
    return Stream.of(
        named("created", respondCreated()),
        named("rejected", respond(400, "{\"status\":\"FAIL\",\"code\":\"400002\"}")),
        named("not valid JSON", respond(200, CREATED.replace("PENDING\"", "PENDING"))),
        named("data is missing", respond(200, CREATED.replace("merchantName", "name"))),
        named("a page", respond(403, "<html>403 Forbidden</html>")),
        named("broken", sequence(Exchange::readRequest, Exchange::reset)));
  }

  @Test
  void exceptionOfARequestThatCannotBeSignedShowsNoSecret() throws IOException {
    Clock broken = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(outcomeOf(server.clientBuilder().clock(broken).build()))
        .contains("could not be signed")
        .doesNotContain(SECRET_KEY, API_KEY);
  }

  @Test
  void credentialsAndClientsPrintNoSecretAndCannotBeSerialized() {
    ApiCredentials credentials = ApiCredentials.of(API_KEY, SECRET_KEY);
    BinancePayClient client = server.client();

    for (Object holder : List.of(credentials, credentials.signer(), client, client.api())) {
      assertThat(holder.toString()).doesNotContain(SECRET_KEY, API_KEY);
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> serialized(holder));
    }
  }

  // A network interceptor sees more headers.
  private OkHttpClient logging() {
    return new OkHttpClient.Builder()
        .addInterceptor(redacting())
        .addNetworkInterceptor(redacting())
        .build();
  }

  private HttpLoggingInterceptor redacting() {
    HttpLoggingInterceptor logger = new HttpLoggingInterceptor(log::add);
    logger.redactHeader("BinancePay-Certificate-SN");
    logger.redactHeader("BinancePay-Signature");
    logger.setLevel(HttpLoggingInterceptor.Level.BODY);
    return logger;
  }

  private String outcomeOf(BinancePayClient client) throws IOException {
    try {
      return calling.call(client).toString();
    } catch (BinancePayException e) {
      return e + getStackTrace(e) + serialized(e);
    }
  }

  private static String serialized(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toString(ISO_8859_1);
  }
}
