package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.CountingServer.answering;
import static io.github.binancepay.tsp.CountingServer.creating;
import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.TOKEN;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.util.Throwables.getStackTrace;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.CountingServer.Behaviour;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.internal.http.SignatureInterceptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.logging.HttpLoggingInterceptor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(Calling.class)
class SecretsTest {
  private static final String API_KEY = "ApIkEy-0123456789";
  private static final String SECRET_KEY = "S3CR3T-k3y-that-is-easily-found";
  private static final String SIGNATURE = "[0-9A-Fa-f]{128}";
  private static final Clock BROKEN =
      Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.MAX_VALUE));

  @AutoClose private final CountingServer server = new CountingServer();
  private final List<String> log = new CopyOnWriteArrayList<>();
  @Parameter private Calling calling;

  SecretsTest() throws IOException {}

  @ParameterizedTest
  @MethodSource("outcomesAtEveryLevel")
  void theSecretKeyIsInNoLogAndNoException(
      Behaviour behaviour, HttpLoggingInterceptor.Level level, boolean onTheNetwork)
      throws Exception {
    server.behaves(behaviour);
    BinancePayClient client = clientBuilder(logging(level, onTheNetwork)).build();

    String outcome = outcomeOf(client);

    assertThat(outcome).doesNotContain(SECRET_KEY);
    assertThat(log).allSatisfy(line -> assertThat(line).doesNotContain(SECRET_KEY));
    assertThat(log.isEmpty()).isEqualTo(level == HttpLoggingInterceptor.Level.NONE);
    if (level != HttpLoggingInterceptor.Level.BODY) {
      assertThat(log).allSatisfy(line -> assertThat(line).doesNotContain(TOKEN));
    }
  }

  static Stream<Arguments> outcomesAtEveryLevel() {
    return Arrays.stream(HttpLoggingInterceptor.Level.values())
        .flatMap(
            level ->
                Stream.of(true, false)
                    .flatMap(
                        onTheNetwork ->
                            outcomes().map(outcome -> arguments(outcome, level, onTheNetwork))));
  }

  static Stream<Named<Behaviour>> outcomes() {
    return Stream.of(
        named("created", creating()),
        named("refused", answering(400, "{\"status\":\"FAIL\",\"code\":\"400002\"}")),
        named("not the contract", answering(200, CREATED.replace("PENDING\"", "PENDING"))),
        named("data is missing", answering(200, CREATED.replace("merchantName", "name"))),
        named("a page", answering(403, "<html>403 Forbidden</html>")),
        named(
            "broken",
            exchange -> {
              exchange.readRequest();
              exchange.reset();
            }));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void noExceptionShowsKeySignatureOrToken(Behaviour behaviour) throws Exception {
    server.behaves(behaviour);

    String outcome = outcomeOf(clientBuilder(new OkHttpClient()).build());

    assertThat(outcome)
        .doesNotContain(SECRET_KEY)
        .doesNotContain(API_KEY)
        .doesNotContain(TOKEN)
        .doesNotContainPattern(SIGNATURE);
  }

  @Test
  void theExceptionOfARequestThatCouldNotBeSignedShowsNothing() throws Exception {
    server.behaves(creating());

    String outcome = outcomeOf(clientBuilder(new OkHttpClient()).clock(BROKEN).build());

    assertThat(outcome)
        .contains("could not be signed")
        .doesNotContain(SECRET_KEY)
        .doesNotContain(API_KEY);
  }

  @Test
  void noThreadIsNamedAfterASecret() {
    Set<String> names = new ConcurrentSkipListSet<>();
    server.behaves(
        exchange -> {
          exchange.readRequest();
          Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
          exchange.answer(200, CREATED);
        });

    calling.call(clientBuilder(new OkHttpClient()).build());

    assertThat(names)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).doesNotContain(SECRET_KEY).doesNotContain(API_KEY));
  }

  @Test
  void okHttpsOwnLoggersSayNothingSecret() throws Exception {
    server.behaves(creating());
    Logger okHttp = Logger.getLogger("okhttp3");
    Handler keeping =
        new Handler() {
          @Override
          public void publish(LogRecord said) {
            log.add(said.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Level before = okHttp.getLevel();
    okHttp.setLevel(Level.ALL);
    okHttp.setUseParentHandlers(false);
    okHttp.addHandler(keeping);
    try {
      calling.call(clientBuilder(new OkHttpClient()).build());
    } finally {
      okHttp.removeHandler(keeping);
      okHttp.setUseParentHandlers(true);
      okHttp.setLevel(before);
    }

    assertThat(String.join("\n", log))
        .doesNotContain(SECRET_KEY)
        .doesNotContain(API_KEY)
        .doesNotContain(TOKEN)
        .doesNotContainPattern(SIGNATURE);
  }

  // What the README advises.
  @ParameterizedTest
  @MethodSource("outcomes")
  void loggedAtHeadersWithTwoOfThemRedactedNothingIsSecret(Behaviour behaviour) throws Exception {
    for (boolean onTheNetwork : List.of(true, false)) {
      server.behaves(behaviour);

      outcomeOf(clientBuilder(logging(HttpLoggingInterceptor.Level.HEADERS, onTheNetwork)).build());
    }

    assertThat(String.join("\n", log))
        .contains("--> POST http://127.0.0.1:")
        .doesNotContain(SECRET_KEY)
        .doesNotContain(API_KEY)
        .doesNotContain(TOKEN)
        .doesNotContainPattern(SIGNATURE);
  }

  // A logger of the caller's comes before the signature; this one comes after it.
  @Test
  void redactionHidesTheHeadersFromALoggerThatSeesThem() throws IOException {
    server.behaves(creating());
    OkHttpClient signingFirst =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                new SignatureInterceptor(
                    API_KEY,
                    new RequestSigner(SECRET_KEY),
                    NonceSource.from(new SecureRandom()),
                    Clock.systemUTC()))
            .addNetworkInterceptor(redacting(HttpLoggingInterceptor.Level.HEADERS))
            .build();

    signingFirst
        .newCall(
            new Request.Builder()
                .url(server.origin())
                .post(RequestBody.create("{}", MediaType.get("application/json")))
                .build())
        .execute()
        .close();

    assertThat(log)
        .contains("BinancePay-Certificate-SN: ██", "BinancePay-Signature: ██")
        .anyMatch(line -> line.startsWith("BinancePay-Timestamp: "));
    assertThat(String.join("\n", log))
        .doesNotContain(API_KEY)
        .doesNotContain(TOKEN)
        .doesNotContainPattern(SIGNATURE);
  }

  @Test
  void credentialsAndClientsPrintNoSecretAndCannotBeSerialized() {
    ApiCredentials credentials = ApiCredentials.of(API_KEY, SECRET_KEY);
    BinancePayClient client = clientBuilder(new OkHttpClient()).build();

    for (Object holder : List.of(credentials, credentials.signer(), client, client.api())) {
      assertThat(holder.toString()).doesNotContain(SECRET_KEY).doesNotContain(API_KEY);
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> serialized(holder));
    }
  }

  private OkHttpClient logging(HttpLoggingInterceptor.Level level, boolean onTheNetwork) {
    HttpLoggingInterceptor logger = redacting(level);
    return onTheNetwork
        ? new OkHttpClient.Builder().addNetworkInterceptor(logger).build()
        : new OkHttpClient.Builder().addInterceptor(logger).build();
  }

  private HttpLoggingInterceptor redacting(HttpLoggingInterceptor.Level level) {
    HttpLoggingInterceptor logger = new HttpLoggingInterceptor(log::add);
    logger.redactHeader("BinancePay-Certificate-SN");
    logger.redactHeader("BinancePay-Signature");
    logger.setLevel(level);
    return logger;
  }

  private BinancePayClient.Builder clientBuilder(OkHttpClient callers) {
    return server
        .clientBuilder()
        .credentials(ApiCredentials.of(API_KEY, SECRET_KEY))
        .httpClient(callers);
  }

  // All that a log, a debugger or a session store could show of it.
  private String outcomeOf(BinancePayClient client) throws IOException {
    try {
      return calling.call(client, sampleRequest()).toString();
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
