package io.github.binancepay.tsp;

import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.api.CertificateApi;
import io.github.binancepay.tsp.internal.envelope.EnvelopeReader;
import io.github.binancepay.tsp.internal.envelope.Envelopes;
import io.github.binancepay.tsp.internal.envelope.Libraries;
import io.github.binancepay.tsp.internal.envelope.ModelJson;
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
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * Client for the authorizations of Binance Pay. Immutable and safe for use by many threads: create
 * one and keep it.
 *
 * <p>{@link #createAuthorization createAuthorization} sends at most one POST and is never retried.
 * An operation that only reads is retried once if its connection broke. Redirects are not followed.
 * With {@link Builder#clockSkewCorrection(boolean) clockSkewCorrection}, a rejected timestamp leads
 * to one more request.
 *
 * <p>All calls throw the exceptions of {@link #createAuthorization createAuthorization}. The future
 * of an {@code …Async} method has the same outcome; ending the future cancels the HTTP call.
 */
public final class BinancePayClient implements AutoCloseable {
  // Gson writes {}: the provider rejects a request without a body.
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
    baseUrl = Settings.baseUrl(builder.baseUrl);
    CorrectedClock clock = new CorrectedClock(builder.clock);
    ownsHttpClient = builder.httpClient == null;
    OkHttpClient base =
        ownsHttpClient ? SigningHttpClient.own(builder.maxConcurrentCalls) : builder.httpClient;
    Settings.checkTls(base);
    httpClient =
        SigningHttpClient.of(
            builder.credentials.apiKey(),
            builder.credentials.signer(),
            clock,
            builder.clockSkewCorrection ? EnvelopeReader::rejectsTimestamp : null,
            base);
    queue = new CallQueue(httpClient.dispatcher());
    Retrofit retrofit = Envelopes.retrofit(baseUrl, httpClient, queue, clock);
    api = retrofit.create(AuthorizationApi.class);
    certificateApi = retrofit.create(CertificateApi.class);
  }

  /** {@return a builder; only {@link Builder#credentials credentials} are required} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks a merchant for permission to act on its behalf.
   *
   * @param request the merchant, the scopes, and your IP addresses
   * @return the authorization, normally in status {@code PENDING}; redirect the merchant to its
   *     {@code redirectUrl}
   * @throws IllegalArgumentException if a required field is missing, a list is empty, a string is
   *     blank or has half of a surrogate pair; nothing was sent
   * @throws ApiException if the provider rejected the request
   * @throws MalformedResponseException if the response does not match the provider's contract
   * @throws TransportException if there was no usable response; if the request may have been sent,
   *     use {@link #findAuthorizations findAuthorizations} to find out whether it took effect
   * @see <a
   *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-create-record">the
   *     provider's reference page</a>
   */
  public Authorization createAuthorization(CreateAuthorizationRequest request) {
    return Calls.execute(api.createAuthorization(Calls.present(request))).getData();
  }

  /**
   * Asks a merchant for permission to act on its behalf, without blocking.
   *
   * @param request the merchant, the scopes, and your IP addresses
   * @return the future of {@link #createAuthorization createAuthorization}
   */
  public CompletableFuture<Authorization> createAuthorizationAsync(
      CreateAuthorizationRequest request) {
    return Calls.future(
        () -> api.createAuthorization(Calls.present(request)),
        CreateAuthorizationResponse::getData);
  }

  /** {@return the scopes that this account may request} */
  public AllowedScopes queryScopes() {
    return Calls.execute(api.queryScopes(NO_PARAMETERS)).getData();
  }

  /** {@return the future of {@link #queryScopes()}} */
  public CompletableFuture<AllowedScopes> queryScopesAsync() {
    return Calls.future(() -> api.queryScopes(NO_PARAMETERS), QueryScopesResponse::getData);
  }

  /**
   * Queries one page of the authorizations of this account, with at most 10 rows. For all pages,
   * use {@link #authorizations()}.
   *
   * @param request the page number, counted from 1, and the number of rows
   * @return the page
   * @throws IllegalArgumentException if a required field is missing; nothing was sent
   */
  public AuthorizationPage queryAuthorizations(QueryAuthorizationsRequest request) {
    return Calls.execute(api.queryAuthorizations(Calls.present(request))).getData();
  }

  /**
   * Queries one page of the authorizations of this account, without blocking.
   *
   * @param request the page number, counted from 1, and the number of rows
   * @return the future of {@link #queryAuthorizations queryAuthorizations}
   */
  public CompletableFuture<AuthorizationPage> queryAuthorizationsAsync(
      QueryAuthorizationsRequest request) {
    return Calls.future(
        () -> api.queryAuthorizations(Calls.present(request)),
        QueryAuthorizationsResponse::getData);
  }

  /** {@return all authorizations of this account, read page by page while you iterate} */
  public AuthorizationRecords authorizations() {
    return new AuthorizationRecords(this, null);
  }

  /**
   * Reads all authorizations of one merchant, page by page while you iterate.
   *
   * @param merchantId the merchant's id
   * @return the authorizations
   * @throws IllegalArgumentException if the merchant id is null or blank
   */
  public AuthorizationRecords authorizations(String merchantId) {
    if (merchantId == null || merchantId.isBlank()) {
      throw new IllegalArgumentException(
          "merchantId is null or blank; pass an id, or call authorizations() for all merchants");
    }
    return new AuthorizationRecords(this, merchantId);
  }

  /**
   * Reads all authorizations of this account, without blocking. The list has at most 100,000
   * records; beyond that the future fails: iterate over {@link #authorizations()}.
   *
   * @return the future of all authorizations
   */
  public CompletableFuture<List<AuthorizationRecord>> authorizationsAsync() {
    return authorizations().readAsync(record -> true);
  }

  /**
   * Reads all authorizations of one merchant, without blocking. The limit is that of {@link
   * #authorizationsAsync()}.
   *
   * @param merchantId the merchant's id
   * @return the future of all authorizations
   */
  public CompletableFuture<List<AuthorizationRecord>> authorizationsAsync(String merchantId) {
    return Calls.future(() -> authorizations(merchantId).readAsync(record -> true));
  }

  /**
   * Finds the authorizations that a {@link #createAuthorization createAuthorization} with an
   * unknown outcome may have created: same merchant, same scopes, same IP addresses, in any order.
   * A record has no {@code redirectUrl}, and no time to tell it from an older, equal one.
   *
   * <p>An empty result proves nothing: the provider may still process a request whose connection
   * broke.
   *
   * @param request the request of that call
   * @return the matching authorizations; empty if there is none yet
   * @throws IllegalArgumentException as {@link #createAuthorization createAuthorization} does
   */
  public List<AuthorizationRecord> findAuthorizations(CreateAuthorizationRequest request) {
    ModelJson.check(Calls.present(request), CreateAuthorizationRequest.class);
    return authorizations(request.getMerchantId()).stream()
        .filter(AuthorizationRecords.askedForBy(request))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * Finds the authorizations that a call with an unknown outcome may have created, without
   * blocking.
   *
   * @param request the request of that call
   * @return the future of {@link #findAuthorizations findAuthorizations}
   */
  public CompletableFuture<List<AuthorizationRecord>> findAuthorizationsAsync(
      CreateAuthorizationRequest request) {
    return Calls.future(
        () -> {
          ModelJson.check(Calls.present(request), CreateAuthorizationRequest.class);
          return authorizations(request.getMerchantId())
              .readAsync(AuthorizationRecords.askedForBy(request));
        });
  }

  /**
   * Queries the public keys that verify notifications. A receiver uses {@code
   * CertificateSource.from(client)} of the package {@code webhook}, which caches the keys.
   *
   * @return the keys
   */
  public List<Certificate> queryCertificates() {
    return Calls.execute(certificateApi.queryCertificates(NO_PARAMETERS)).getData();
  }

  /** {@return the future of {@link #queryCertificates()}} */
  public CompletableFuture<List<Certificate>> queryCertificatesAsync() {
    return Calls.future(
        () -> certificateApi.queryCertificates(NO_PARAMETERS), QueryCertificatesResponse::getData);
  }

  /**
   * Returns the generated Retrofit interface, for the whole envelope of a response. Its calls are
   * checked, signed and sent as those of this client, and throw the same exceptions. A success with
   * another HTTP status than 2XX is shown as HTTP 200.
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
   * Releases threads and connections. Optional: they end after a minute without calls, and the
   * threads are daemons. A user-supplied {@code OkHttpClient} is not closed.
   *
   * <p>Calls in flight end normally. Calls in the queue and later calls end with a {@link
   * TransportException}; nothing of them was sent.
   */
  @Override
  public void close() {
    if (ownsHttpClient) {
      queue.close();
      httpClient.connectionPool().evictAll();
    }
  }

  /** Builder of a {@link BinancePayClient}. */
  public static final class Builder {
    private @Nullable ApiCredentials credentials;
    private String baseUrl = Settings.PRODUCTION;
    private @Nullable OkHttpClient httpClient;
    private int maxConcurrentCalls = SigningHttpClient.CONCURRENT_CALLS;
    private boolean isLimitSet;
    private Clock clock = Clock.systemUTC();
    private boolean clockSkewCorrection;

    private Builder() {}

    /**
     * Sets the credentials. Required.
     *
     * @param credentials the API key, and the secret key or a signer
     * @return this
     */
    public Builder credentials(ApiCredentials credentials) {
      this.credentials = credentials;
      return this;
    }

    /**
     * Sets the base URL: {@code https}, or {@code http} to a loopback address. Default: {@code
     * https://bpay.binanceapi.com}, the production server of the OpenAPI document.
     *
     * @param baseUrl scheme, host, and optionally port and path
     * @return this
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * Sets an HTTP client with your connections, proxy, timeouts, listeners and so on. Default:
     * timeouts of 5 s to connect, 10 s to read and write, and 20 s for a call with its queue time.
     *
     * <p>Its settings apply, with these exceptions: redirects are not followed; only a read whose
     * connection broke is retried (unless {@code retryOnConnectionFailure} is false), after the
     * idle connections of the pool are closed; a client without a call timeout gets one of 20 s.
     * The limits of its dispatcher apply to the asynchronous calls of this client alone.
     *
     * @param httpClient the HTTP client, which you close
     * @return this
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient =
          Objects.requireNonNull(httpClient, "httpClient is null; leave it out for the default");
      return this;
    }

    /**
     * Sets the maximum number of concurrent asynchronous calls. Default: 64. Further calls wait in
     * a queue, and are signed when they leave it. The client keeps as many idle connections, for a
     * minute. Blocking calls are not limited. Not allowed with {@link #httpClient(OkHttpClient)
     * httpClient}, whose dispatcher has the limits.
     *
     * @param maxConcurrentCalls at least 1
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxConcurrentCalls(int maxConcurrentCalls) {
      if (maxConcurrentCalls < 1) {
        throw new IllegalArgumentException(
            "maxConcurrentCalls is " + maxConcurrentCalls + "; use at least 1");
      }
      this.maxConcurrentCalls = maxConcurrentCalls;
      this.isLimitSet = true;
      return this;
    }

    /**
     * Sets the clock for timestamps. Default: the system clock.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock is null; leave it out for the default");
      return this;
    }

    /**
     * Retries a request once after the provider rejected its timestamp ({@code 400003}). Default:
     * off; the exception has the {@link ApiException#clockSkew()}. The retry is safe, because the
     * first request was not executed. The clock is corrected only if the date of the response
     * proves that it is wrong. One timeout covers both requests.
     *
     * @param on whether to retry
     * @return this
     */
    public Builder clockSkewCorrection(boolean on) {
      this.clockSkewCorrection = on;
      return this;
    }

    /**
     * Builds the client and checks its settings. It makes no call.
     *
     * @return the client
     * @throws IllegalStateException if credentials are missing, if {@link #maxConcurrentCalls(int)
     *     maxConcurrentCalls} is set with an HTTP client, if a library on the class path is too old
     *     or missing, or if the Java runtime cannot read its trust store
     * @throws IllegalArgumentException if the base URL is not valid, or the HTTP client allows TLS
     *     older than 1.2
     */
    public BinancePayClient build() {
      if (httpClient != null && isLimitSet) {
        throw new IllegalStateException(
            "maxConcurrentCalls does not apply to your httpClient; set maxRequestsPerHost and"
                + " maxRequests of its dispatcher, and the size of its connectionPool");
      }
      Libraries.checkVersions();
      try {
        return new BinancePayClient(this);
      } catch (LinkageError e) {
        throw Libraries.missing(e);
      }
    }
  }
}
