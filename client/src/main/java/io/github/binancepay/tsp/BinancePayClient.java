package io.github.binancepay.tsp;

import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.api.CertificateApi;
import io.github.binancepay.tsp.internal.envelope.EnvelopeReader;
import io.github.binancepay.tsp.internal.envelope.Envelopes;
import io.github.binancepay.tsp.internal.envelope.Libraries;
import io.github.binancepay.tsp.internal.envelope.RequestValidator;
import io.github.binancepay.tsp.internal.http.BaseUrl;
import io.github.binancepay.tsp.internal.http.CallQueue;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.Certificate;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import io.github.binancepay.tsp.model.QueryAuthorizationsResponse;
import io.github.binancepay.tsp.model.QueryCertificatesResponse;
import io.github.binancepay.tsp.model.QueryScopesResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * The client. Immutable and safe for use by many threads: make one, and keep it.
 *
 * <p>{@link #createAuthorization createAuthorization} puts at most one POST on the wire: it is
 * never repeated. An operation that only reads is sent once more if its connection broke, as a
 * pooled one does that the server has closed. No redirect is followed. Only with {@link
 * Builder#clockSkewCorrection(boolean) clockSkewCorrection}, a rejected timestamp is followed by
 * one more request.
 *
 * <p>Every method that calls the provider ends with the exceptions of {@link #createAuthorization
 * createAuthorization}, and every {@code …Async} twin with a future that completes as the method
 * returns or throws; cancelling or completing it cancels the HTTP call.
 */
public final class BinancePayClient implements AutoCloseable {
  // Gson writes {} for it: the provider does not take a request without a body.
  private static final Object NO_PARAMETERS = new Object();

  private final HttpUrl baseUrl;
  private final OkHttpClient httpClient;
  private final boolean ownsHttpClient;
  private final CallQueue queue;
  private final AuthorizationApi api;
  private final CertificateApi certificateApi;

  private BinancePayClient(Builder builder) {
    if (builder.credentials == null) {
      throw new IllegalStateException(
          "credentials are required: call .credentials(ApiCredentials.of(apiKey, secretKey)) or"
              + " .credentials(ApiCredentials.fromEnvironment())");
    }
    if (builder.httpClient != null && builder.maxConcurrentCalls != null) {
      throw new IllegalStateException(
          "maxConcurrentCalls is not for a given httpClient; set maxRequests and"
              + " maxRequestsPerHost of its dispatcher, and give its connectionPool as many idle"
              + " connections");
    }
    baseUrl = BaseUrl.check(builder.baseUrl);
    CorrectedClock clock = new CorrectedClock(builder.clock);
    ownsHttpClient = builder.httpClient == null;
    httpClient =
        SigningHttpClient.of(
            builder.credentials.apiKey(),
            builder.credentials.signer(),
            clock,
            builder.clockSkewCorrection ? EnvelopeReader::rejectsTimestamp : null,
            ownsHttpClient ? builder.ownHttpClient() : builder.httpClient);
    queue = new CallQueue(httpClient.dispatcher());
    Retrofit retrofit = Envelopes.retrofit(baseUrl, httpClient, queue, clock);
    api = retrofit.create(AuthorizationApi.class);
    certificateApi = retrofit.create(CertificateApi.class);
  }

  /**
   * {@return what makes a client; {@link Builder#credentials(ApiCredentials) credentials} is the
   * only thing that it needs}
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks a merchant for permission to act for it.
   *
   * @param request which merchant, which scopes, and from which IP addresses
   * @return the authorization, normally in status {@code PENDING}; bring the merchant to its {@code
   *     redirectUrl}
   * @throws IllegalArgumentException if the request lacks what the document requires, or has a list
   *     without elements, a blank text, or half of a surrogate pair; nothing was sent
   * @throws ApiException if the provider rejected the request
   * @throws MalformedResponseException if the response does not match the provider's contract
   * @throws TransportException if there was no usable response; if the request may have been sent,
   *     {@link #findAuthorizations findAuthorizations} tells whether it took effect
   * @see <a
   *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-create-record">the
   *     provider's reference page</a>
   */
  public Authorization createAuthorization(CreateAuthorizationRequest request) {
    return send(api.createAuthorization(request)).getData();
  }

  /**
   * Asks a merchant for permission to act for it, without blocking.
   *
   * @param request which merchant, which scopes, and from which IP addresses
   * @return the future of what {@link #createAuthorization createAuthorization} returns or throws
   */
  public CompletableFuture<Authorization> createAuthorizationAsync(
      CreateAuthorizationRequest request) {
    return FutureOfCall.send(
        () -> api.createAuthorization(request), CreateAuthorizationResponse::getData);
  }

  /**
   * Queries which scopes this account may ask a merchant for.
   *
   * @return the scopes
   * @see <a
   *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-query-config">the
   *     provider's reference page</a>
   */
  public AllowedScopes queryScopes() {
    return send(api.queryScopes(NO_PARAMETERS)).getData();
  }

  /**
   * Queries which scopes this account may ask a merchant for, without blocking.
   *
   * @return the future of what {@link #queryScopes()} returns or throws
   */
  public CompletableFuture<AllowedScopes> queryScopesAsync() {
    return FutureOfCall.send(() -> api.queryScopes(NO_PARAMETERS), QueryScopesResponse::getData);
  }

  /**
   * Queries one page of the authorizations of this account, with at most 10 rows. For all pages,
   * there is {@link #authorizations()}.
   *
   * @param request which page, counted from 1, and how many rows it has
   * @return the page
   * @throws IllegalArgumentException if the request lacks what the document requires; nothing was
   *     sent
   * @see <a
   *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-query-record">the
   *     provider's reference page</a>
   */
  public AuthorizationPage queryAuthorizations(QueryAuthorizationsRequest request) {
    return send(api.queryAuthorizations(request)).getData();
  }

  /**
   * Queries one page of the authorizations of this account, without blocking.
   *
   * @param request which page, counted from 1, and how many rows it has
   * @return the future of what {@link #queryAuthorizations queryAuthorizations} returns or throws
   */
  public CompletableFuture<AuthorizationPage> queryAuthorizationsAsync(
      QueryAuthorizationsRequest request) {
    return FutureOfCall.send(
        () -> api.queryAuthorizations(request), QueryAuthorizationsResponse::getData);
  }

  /** {@return all authorizations of this account, page by page as they are read} */
  public AuthorizationRecords authorizations() {
    return new AuthorizationRecords(this, null);
  }

  /**
   * All authorizations of one merchant, page by page as they are read.
   *
   * @param merchantId the merchant's id
   * @return the authorizations
   * @throws IllegalArgumentException if the merchant id is null or blank
   */
  public AuthorizationRecords authorizations(String merchantId) {
    if (merchantId == null || merchantId.isBlank()) {
      throw new IllegalArgumentException(
          "merchantId is missing; authorizations() is for those of all merchants");
    }
    return new AuthorizationRecords(this, merchantId);
  }

  /**
   * Reads all authorizations of this account, without blocking.
   *
   * @return the future of all of them
   */
  public CompletableFuture<List<AuthorizationRecord>> authorizationsAsync() {
    return authorizations().readAsync(record -> true);
  }

  /**
   * Reads all authorizations of one merchant, without blocking.
   *
   * @param merchantId the merchant's id
   * @return the future of all of them
   */
  public CompletableFuture<List<AuthorizationRecord>> authorizationsAsync(String merchantId) {
    return readAsync(() -> authorizations(merchantId).readAsync(record -> true));
  }

  /**
   * Finds what a {@link #createAuthorization createAuthorization} whose outcome is not known may
   * have created: the authorizations of the same merchant, with the same scopes and IP addresses in
   * whatever order. If there is one, the merchant need not be asked again; but a record has no
   * {@code redirectUrl}, and no time that tells it from an older authorization alike.
   *
   * <p>A provider may still be at work on a request whose connection broke: that nothing is found
   * at once does not prove that nothing will be.
   *
   * @param request the request of that call
   * @return what it may have created; empty if nothing is there yet
   * @throws IllegalArgumentException as {@link #createAuthorization createAuthorization} does
   */
  public List<AuthorizationRecord> findAuthorizations(CreateAuthorizationRequest request) {
    RequestValidator.check(request);
    return authorizations(request.getMerchantId()).stream()
        .filter(AuthorizationRecords.askedForBy(request))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * Finds what a call whose outcome is not known may have created, without blocking.
   *
   * @param request the request of that call
   * @return the future of what {@link #findAuthorizations findAuthorizations} returns or throws
   */
  public CompletableFuture<List<AuthorizationRecord>> findAuthorizationsAsync(
      CreateAuthorizationRequest request) {
    return readAsync(
        () -> {
          RequestValidator.check(request);
          return authorizations(request.getMerchantId())
              .readAsync(AuthorizationRecords.askedForBy(request));
        });
  }

  /**
   * Queries the public keys that notifications are verified with. For a receiver, {@code
   * CertificateSource.from(client)} of the package {@code webhook} does so, and keeps them.
   *
   * @return the keys
   * @see <a href="https://developers.binance.com/docs/binance-pay/webhook-query-certificate">the
   *     provider's reference page</a>
   */
  public List<Certificate> queryCertificates() {
    return send(certificateApi.queryCertificates(NO_PARAMETERS)).getData();
  }

  /**
   * Queries the public keys that notifications are verified with, without blocking.
   *
   * @return the future of what {@link #queryCertificates()} returns or throws
   */
  public CompletableFuture<List<Certificate>> queryCertificatesAsync() {
    return FutureOfCall.send(
        () -> certificateApi.queryCertificates(NO_PARAMETERS), QueryCertificatesResponse::getData);
  }

  private static <T> CompletableFuture<T> readAsync(Supplier<CompletableFuture<T>> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> T send(Call<T> call) {
    try {
      return call.execute().body();
    } catch (IOException e) {
      throw new AssertionError("a call of this client throws BinancePayException", e);
    }
  }

  /**
   * The generated Retrofit interface. Its calls are those of this client: requests are checked and
   * signed, what is not safe to repeat is sent at most once, and a call ends in an envelope of
   * success or throws as {@link #createAuthorization createAuthorization} does, whatever the HTTP
   * status. An envelope with another status than 2XX comes as HTTP 200. The keys of notifications
   * are not among its calls; for them there is {@link #queryCertificates}.
   *
   * @return the interface
   */
  public AuthorizationApi api() {
    return api;
  }

  @Override
  public String toString() {
    return "BinancePayClient[" + baseUrl + "]";
  }

  /**
   * Releases the threads and connections of a client that was built without {@link
   * Builder#httpClient(OkHttpClient) httpClient}. There is no need to: they end by themselves after
   * a minute, and keep no program from ending. A given {@code OkHttpClient} stays its owner's to
   * close.
   *
   * <p>Calls in flight end as they would have, and release their connection then; those that wait
   * in the queue, and later ones, end with a {@link TransportException} which says that nothing was
   * sent.
   */
  @Override
  public void close() {
    if (ownsHttpClient) {
      queue.close();
      httpClient.dispatcher().executorService().shutdown();
      httpClient.connectionPool().evictAll();
    }
  }

  /** Makes a {@link BinancePayClient}. */
  public static final class Builder {
    private @Nullable ApiCredentials credentials;
    private String baseUrl = BaseUrl.PRODUCTION;
    private @Nullable OkHttpClient httpClient;
    private @Nullable Integer maxConcurrentCalls;
    private Clock clock = Clock.systemUTC();
    private boolean clockSkewCorrection;

    private Builder() {}

    /**
     * Required: who signs.
     *
     * @param credentials the API key, and the secret key or a signer
     * @return this
     */
    public Builder credentials(ApiCredentials credentials) {
      this.credentials = credentials;
      return this;
    }

    /**
     * Where to call: an absolute URL, {@code https} unless the host is a loopback address. Without
     * it, {@code https://bpay.binanceapi.com}, the production server of the OpenAPI document.
     *
     * @param baseUrl scheme, host, and perhaps a port and a path
     * @return this
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * An HTTP client whose connections, proxy, timeouts, event listeners and so on to use; it is
     * not changed. Without it, one with timeouts of 5 s for connecting, 10 s for reading and
     * writing, and 20 s for the whole call.
     *
     * <p>Its settings are kept, with these exceptions: redirects are not followed, no request is
     * repeated but a read whose connection broke (and not that, if it has {@code
     * retryOnConnectionFailure(false)}), and a client without a timeout for the whole call gets one
     * of 20 s. Before a read is repeated, the idle connections of its pool are closed.
     *
     * @param httpClient yours to close
     * @return this
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = httpClient;
      return this;
    }

    /**
     * How many asynchronous calls run at once, each on a thread of its own; the others wait in a
     * queue, and are signed when their turn comes. So many idle connections are kept, too, for a
     * minute. Without it, 64. Blocking calls run on the threads of their callers, and are not
     * counted.
     *
     * <p>Not for a given {@link #httpClient(OkHttpClient) httpClient}, whose dispatcher says how
     * many run at once.
     *
     * @param maxConcurrentCalls how many, at least 1
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxConcurrentCalls(int maxConcurrentCalls) {
      if (maxConcurrentCalls < 1) {
        throw new IllegalArgumentException(
            "maxConcurrentCalls must be at least 1, but is: " + maxConcurrentCalls);
      }
      this.maxConcurrentCalls = maxConcurrentCalls;
      return this;
    }

    /**
     * The clock that the timestamps are read from. Without it, the system's.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock is null; leave it out for the system's");
      return this;
    }

    /**
     * Whether to sign and send a request once more when the provider has rejected its timestamp
     * ({@code 400003}), which is safe since the first was not executed. Before that, the clock is
     * corrected if the response's date shows that it is off; if a slow network may have been the
     * reason, it is not. One timeout covers both requests. Without it, the rejection reaches the
     * caller, who finds {@link ApiException#clockSkew()} in it.
     *
     * <p>Off unless switched on: a host whose clock is wrong has other troubles too, and its owner
     * should learn of it.
     *
     * @param on whether to
     * @return this
     */
    public Builder clockSkewCorrection(boolean on) {
      this.clockSkewCorrection = on;
      return this;
    }

    /**
     * Makes the client, after checking all that can be checked without a call.
     *
     * @return the client
     * @throws IllegalStateException if there are no credentials, if {@link #maxConcurrentCalls(int)
     *     maxConcurrentCalls} is set beside a given HTTP client, or if a library on the class path
     *     is too old or missing
     * @throws IllegalArgumentException if the base URL is not absolute, or is {@code http} to
     *     anything but a loopback address, or if the HTTP client allows TLS older than 1.2
     */
    public BinancePayClient build() {
      Libraries.checkVersions();
      try {
        return new BinancePayClient(this);
      } catch (LinkageError e) {
        throw Libraries.missing(e);
      }
    }

    private OkHttpClient ownHttpClient() {
      return maxConcurrentCalls == null
          ? SigningHttpClient.defaults().build()
          : SigningHttpClient.defaults(maxConcurrentCalls).build();
    }
  }
}
