package io.github.binancepay.tsp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.SignatureInterceptor;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.TlsVersion;
import okio.BufferedSource;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * The client. Immutable and safe for use by many threads: make one, and keep it.
 *
 * <p>One call puts at most one POST on the wire. It is never repeated, and no redirect is followed.
 */
public final class BinancePayClient implements AutoCloseable {
  private static final String DEFAULT_BASE_URL = "https://bpay.binanceapi.com";
  private static final String USER_AGENT = "binance-pay-tsp-client/" + version();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final int CONCURRENT_CALLS = 64;
  private static final List<TlsVersion> MODERN_TLS =
      List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
  // A real answer is well below 10 KiB; whatever is this large is none, and must not fill the
  // memory.
  private static final long LARGEST_ANSWER = 1024 * 1024;

  private final HttpUrl baseUrl;
  private final OkHttpClient httpClient;
  private final boolean ownsHttpClient;
  private final CorrectedClock clock;
  private final boolean correctsClock;
  private final AuthorizationApi api;
  private final AnswerReader answerReader;

  private BinancePayClient(Builder builder) {
    // Without HTML escaping, the bytes on the wire are the text that the caller gave.
    Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    baseUrl = checkBaseUrl(builder.baseUrl);
    clock = new CorrectedClock(builder.clock);
    correctsClock = builder.clockSkewCorrection;
    ownsHttpClient = builder.httpClient == null;
    httpClient = signing(builder, clock);
    api =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .callFactory(request -> SendRecord.newCall(httpClient, request))
            .addConverterFactory(GsonConverterFactory.create(gson))
            .build()
            .create(AuthorizationApi.class);
    answerReader = new AnswerReader(gson);
  }

  /** Starts a client; {@link Builder#credentials} is the only thing that it needs. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks a merchant for permission to act for it.
   *
   * @return the authorization, normally in status {@code PENDING}; bring the merchant to its {@code
   *     redirectUrl}
   * @throws IllegalArgumentException if the request lacks {@code merchantId}, {@code scopes} or
   *     {@code ipWhitelist}; nothing was sent
   * @throws ApiException if the provider said no
   * @throws MalformedResponseException if what answered does not keep the provider's contract
   * @throws TransportException if there was no usable answer
   * @see <a
   *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-create-record">the
   *     provider's reference page</a>
   */
  public Authorization createAuthorization(CreateAuthorizationRequest request) {
    Request unsigned = unsigned(request);
    try {
      return execute(SendRecord.newCall(httpClient, unsigned));
    } catch (ApiException e) {
      if (!learnsTheTimeFrom(e)) {
        throw e;
      }
      return execute(SendRecord.newCall(httpClient, unsigned));
    }
  }

  private Authorization execute(Call call) {
    try {
      return read(call.execute());
    } catch (IOException e) {
      throw transportException(e, call);
    }
  }

  /**
   * Asks a merchant for permission to act for it, without blocking.
   *
   * @return a future that completes as {@link #createAuthorization} returns or throws; cancelling
   *     it cancels the HTTP call
   */
  public CompletableFuture<Authorization> createAuthorizationAsync(
      CreateAuthorizationRequest request) {
    CompletableFuture<Authorization> future = new CompletableFuture<>();
    try {
      Request unsigned = unsigned(request);
      enqueue(
          unsigned, future, refused -> enqueue(unsigned, future, future::completeExceptionally));
    } catch (IllegalArgumentException e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  /**
   * Completes the future with what comes of the request.
   *
   * @param whenTheTimeWasLearned gets a refusal from which the client has learned the right time
   */
  private void enqueue(
      Request unsigned,
      CompletableFuture<Authorization> future,
      Consumer<ApiException> whenTheTimeWasLearned) {
    Call call = SendRecord.newCall(httpClient, unsigned);
    // Whatever ended the future, if not the call itself: cancel, orTimeout, completeExceptionally.
    CompletableFuture<Authorization> unused =
        future.whenComplete(
            (authorization, failure) -> {
              if (failure != null && !(failure instanceof BinancePayException)) {
                call.cancel();
              }
            });
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, Response response) {
            try {
              future.complete(read(response));
            } catch (IOException e) {
              future.completeExceptionally(transportException(e, answered));
            } catch (ApiException e) {
              if (learnsTheTimeFrom(e)) {
                whenTheTimeWasLearned.accept(e);
              } else {
                future.completeExceptionally(e);
              }
            } catch (RuntimeException e) {
              future.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            future.completeExceptionally(transportException(e, failed));
          }
        });
  }

  /**
   * The generated Retrofit interface, signed and sent at most once like every call of this client.
   * Answers come as Retrofit gives them: the request is not checked, a failure is not an exception,
   * and HTTP 4XX has its body in {@code errorBody()}.
   */
  public AuthorizationApi api() {
    return api;
  }

  @Override
  public String toString() {
    return "BinancePayClient[" + baseUrl + "]";
  }

  /**
   * Lets go of the threads and connections of a client that was built without {@link
   * Builder#httpClient}. There is no need to: they let go of themselves after a minute, and keep no
   * program from ending. A given {@code OkHttpClient} stays its owner's to close.
   *
   * <p>Calls that are on their way end as they would have; those that wait in the queue, and later
   * ones, end with a {@link TransportException} which says that nothing was sent.
   */
  @Override
  public void close() {
    if (ownsHttpClient) {
      httpClient.dispatcher().executorService().shutdown();
      httpClient.connectionPool().evictAll();
    }
  }

  // The generated interface makes the request; the answer is read in one place, whatever its HTTP
  // status.
  private Request unsigned(CreateAuthorizationRequest request) {
    RequestCheck.check(request);
    return api.createAuthorization(request).request();
  }

  private Authorization read(Response response) throws IOException {
    try (response) {
      Duration clockDifference = clockDifference(response);
      BufferedSource source = response.body().source();
      if (source.request(LARGEST_ANSWER + 1)) {
        throw new MalformedResponseException(response.code(), "it is larger than 1 MiB", null);
      }
      return answerReader.read(response.code(), source.readByteArray(), clockDifference);
    }
  }

  private Duration clockDifference(Response response) {
    Date date = response.headers().getDate("Date");
    if (date == null) {
      return null;
    }
    long roundTrip = response.receivedResponseAtMillis() - response.sentRequestAtMillis();
    return clock.differenceTo(date.toInstant(), Duration.ofMillis(roundTrip));
  }

  // The provider has said that it refused the request, so that sending it again is safe.
  private boolean learnsTheTimeFrom(ApiException refused) {
    if (!correctsClock || refused.clockDifference().isEmpty()) {
      return false;
    }
    clock.correctBy(refused.clockDifference().get());
    return true;
  }

  private TransportException transportException(IOException cause, Call call) {
    String origin = baseUrl.scheme() + "://" + baseUrl.host() + ":" + baseUrl.port();
    return new TransportException(
        origin, ProtocolCheck.withoutQuote(cause), SendRecord.of(call).maybeSent());
  }

  private static OkHttpClient signing(Builder builder, Clock clock) {
    if (builder.credentials == null) {
      throw new IllegalStateException(
          "credentials are required: call .credentials(ApiCredentials.of(apiKey, secretKey)) or"
              + " .credentials(ApiCredentials.fromEnvironment())");
    }
    OkHttpClient base = builder.httpClient == null ? defaultHttpClient() : builder.httpClient;
    checkTls(base);
    OkHttpClient.Builder signing =
        base.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .header("User-Agent", USER_AGENT)
                            .header("Accept", "application/json")
                            .build()))
            .addInterceptor(new AtMostOnceInterceptor())
            .addInterceptor(ProtocolCheck::head)
            .addNetworkInterceptor(ProtocolCheck::size)
            .addNetworkInterceptor(ProtocolCheck::length)
            // The last two, so that the timestamp is the moment of sending and nothing changes what
            // was signed.
            .addNetworkInterceptor(
                new SignatureInterceptor(
                    builder.credentials.apiKey(),
                    builder.credentials.signer(),
                    NonceSource.secureRandom(),
                    clock))
            .addNetworkInterceptor(new SendRecord.Interceptor());
    if (base.callTimeoutMillis() == 0) {
      signing.callTimeout(CALL_TIMEOUT);
    }
    return signing.build();
  }

  private static OkHttpClient defaultHttpClient() {
    Dispatcher dispatcher = dispatcher();
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(READ_TIMEOUT)
        .writeTimeout(WRITE_TIMEOUT)
        .callTimeout(CALL_TIMEOUT)
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(CONCURRENT_CALLS, 1, TimeUnit.MINUTES))
        // Blocking calls need no thread of the dispatcher's; they would open connections again.
        .addInterceptor(
            chain -> {
              if (dispatcher.executorService().isShutdown()) {
                throw new IOException("the client is closed");
              }
              return chain.proceed(chain.request());
            })
        .build();
  }

  // OkHttp's own lets only 5 asynchronous calls to one host run at once, and all calls of this
  // client are to one host. Its threads would keep a program from ending for a minute.
  private static Dispatcher dispatcher() {
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                task -> {
                  Thread thread = new Thread(task, "binance-pay-tsp-client");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(CONCURRENT_CALLS);
    dispatcher.setMaxRequestsPerHost(CONCURRENT_CALLS);
    return dispatcher;
  }

  private static void checkTls(OkHttpClient httpClient) {
    for (ConnectionSpec spec : httpClient.connectionSpecs()) {
      List<TlsVersion> versions = spec.tlsVersions();
      if (spec.isTls() && (versions == null || !MODERN_TLS.containsAll(versions))) {
        throw new IllegalArgumentException(
            "httpClient allows TLS older than 1.2; give it the connection spec MODERN_TLS");
      }
    }
  }

  private static HttpUrl checkBaseUrl(String baseUrl) {
    HttpUrl url = baseUrl == null ? null : HttpUrl.parse(baseUrl);
    if (url == null) {
      throw new IllegalArgumentException(
          "baseUrl must be an absolute http or https URL such as "
              + DEFAULT_BASE_URL
              + ", but is: "
              + baseUrl);
    }
    if (url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "baseUrl must have no user, query or fragment; give only scheme, host, port and perhaps a path");
    }
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw new IllegalArgumentException(
          "baseUrl must be https, for http is not encrypted; only a loopback address such as http://127.0.0.1:8080 may be"
              + " http, but it is: "
              + baseUrl);
    }
    return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = BinancePayClient.class.getResourceAsStream("version.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /** Makes a {@link BinancePayClient}. */
  public static final class Builder {
    private ApiCredentials credentials;
    private String baseUrl = DEFAULT_BASE_URL;
    private OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private boolean clockSkewCorrection;

    private Builder() {}

    /** Required: who signs. */
    public Builder credentials(ApiCredentials credentials) {
      this.credentials = credentials;
      return this;
    }

    /**
     * Where to call: an absolute URL, {@code https} unless the host is a loopback address. Without
     * it, {@code https://bpay.binanceapi.com}, the production server of the OpenAPI document.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * An HTTP client whose connections, proxy, time-outs, event listeners and so on to use; it is
     * not changed. Without it, one with time-outs of 5 s for connecting, 10 s for reading and
     * writing, and 20 s for the whole call.
     *
     * <p>Its settings are kept, with these exceptions: redirects are not followed, a request is not
     * repeated, and a client without a time-out for the whole call gets one of 20 s.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = httpClient;
      return this;
    }

    /** The clock that the timestamps are read from. Without it, the system's. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock is null; leave it out for the system's");
      return this;
    }

    /**
     * Whether to learn the provider's time when it refuses a timestamp ({@code 400003}), and then
     * to sign and send the request once more, which is safe since the first was refused. Without
     * it, the refusal reaches the caller, who finds {@link ApiException#clockDifference()} in it.
     *
     * <p>Off unless switched on: a host whose clock is wrong has other troubles too, and its owner
     * should hear of it.
     */
    public Builder clockSkewCorrection(boolean on) {
      this.clockSkewCorrection = on;
      return this;
    }

    /**
     * Makes the client, after checking all that can be checked without a call.
     *
     * @throws IllegalStateException if there are no credentials
     * @throws IllegalArgumentException if the base URL is not absolute, or is {@code http} to
     *     anything but a loopback address, or if the HTTP client allows TLS older than 1.2
     */
    public BinancePayClient build() {
      return new BinancePayClient(this);
    }
  }
}
