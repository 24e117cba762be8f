package io.github.binancepay.tsp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.internal.envelope.EnvelopeReader;
import io.github.binancepay.tsp.internal.envelope.RequestValidator;
import io.github.binancepay.tsp.internal.http.BaseUrl;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.ProtocolCheck;
import io.github.binancepay.tsp.internal.http.SendTracker;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * The client. Immutable and safe for use by many threads: make one, and keep it.
 *
 * <p>One call puts at most one POST on the wire: it is never repeated, and no redirect is followed.
 * Only with {@link Builder#clockSkewCorrection}, a refused timestamp is followed by a second one.
 */
public final class BinancePayClient implements AutoCloseable {
  // A real answer is well below 10 KiB; whatever is this large is none, and must not fill the
  // memory.
  private static final long MAX_BODY_BYTES = 1024 * 1024;

  private final HttpUrl baseUrl;
  private final OkHttpClient httpClient;
  private final boolean ownsHttpClient;
  private final CorrectedClock clock;
  private final boolean correctsClock;
  private final AuthorizationApi api;
  private final EnvelopeReader envelopeReader;

  private BinancePayClient(Builder builder) {
    if (builder.credentials == null) {
      throw new IllegalStateException(
          "credentials are required: call .credentials(ApiCredentials.of(apiKey, secretKey)) or"
              + " .credentials(ApiCredentials.fromEnvironment())");
    }
    // Without HTML escaping, the bytes on the wire are the text that the caller gave.
    Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    baseUrl = BaseUrl.check(builder.baseUrl);
    clock = new CorrectedClock(builder.clock);
    correctsClock = builder.clockSkewCorrection;
    ownsHttpClient = builder.httpClient == null;
    httpClient =
        SigningHttpClient.of(
            builder.credentials.apiKey(),
            builder.credentials.signer(),
            clock,
            builder.httpClient == null ? SigningHttpClient.withDefaults() : builder.httpClient);
    api =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .callFactory(request -> SendTracker.newCall(httpClient, request))
            .addConverterFactory(GsonConverterFactory.create(gson))
            .build()
            .create(AuthorizationApi.class);
    envelopeReader = new EnvelopeReader(gson);
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
      return execute(SendTracker.newCall(httpClient, unsigned));
    } catch (ApiException e) {
      if (!learnsTheTimeFrom(e)) {
        throw e;
      }
      return execute(SendTracker.newCall(httpClient, unsigned));
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
    Call call = SendTracker.newCall(httpClient, unsigned);
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
    RequestValidator.check(request);
    return api.createAuthorization(request).request();
  }

  private Authorization read(Response response) throws IOException {
    try (response) {
      Duration clockSkew = clockSkew(response);
      BufferedSource source = response.body().source();
      if (source.request(MAX_BODY_BYTES + 1)) {
        throw new MalformedResponseException(response.code(), "it is larger than 1 MiB", null);
      }
      return envelopeReader.read(response.code(), source.readByteArray(), clockSkew);
    }
  }

  private Duration clockSkew(Response response) {
    Date date = response.headers().getDate("Date");
    if (date == null) {
      return null;
    }
    long roundTrip = response.receivedResponseAtMillis() - response.sentRequestAtMillis();
    return clock.differenceTo(date.toInstant(), Duration.ofMillis(roundTrip));
  }

  // The provider has said that it refused the request, so that sending it again is safe.
  private boolean learnsTheTimeFrom(ApiException refused) {
    if (!correctsClock || refused.clockSkew().isEmpty()) {
      return false;
    }
    clock.correctBy(refused.clockSkew().get());
    return true;
  }

  private TransportException transportException(IOException cause, Call call) {
    String origin = baseUrl.scheme() + "://" + baseUrl.host() + ":" + baseUrl.port();
    return new TransportException(
        origin, ProtocolCheck.withoutQuote(cause), SendTracker.of(call).maybeSent());
  }

  /** Makes a {@link BinancePayClient}. */
  public static final class Builder {
    private ApiCredentials credentials;
    private String baseUrl = BaseUrl.PRODUCTION;
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
     * it, the refusal reaches the caller, who finds {@link ApiException#clockSkew()} in it.
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
