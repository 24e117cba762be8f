package io.github.binancepay.tsp.internal.http;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;

/** Makes the {@code OkHttpClient} that signs, and repeats nothing but what only reads. */
public final class SigningHttpClient {
  /** A real response is well below 10 KiB; a larger one must not fill the memory. */
  public static final long MAX_BODY_BYTES = 1024 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  // For idle threads and idle connections.
  static final Duration KEPT_FOR = Duration.ofMinutes(1);
  private static final int CONCURRENT_CALLS = 64;
  private static final List<TlsVersion> MODERN_TLS =
      List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);

  private SigningHttpClient() {}

  /**
   * Makes one that shares the connections, threads and settings of another, which is not changed.
   *
   * @param rejectsTimestamp tells from a body whether to correct the clock and send once more; null
   *     not to
   * @throws IllegalArgumentException if the other allows TLS older than 1.2
   */
  public static OkHttpClient of(
      String apiKey,
      RequestSigner signer,
      CorrectedClock clock,
      Predicate<byte[]> rejectsTimestamp,
      OkHttpClient base) {
    checkTls(base);
    OkHttpClient.Builder signing =
        base.newBuilder().followRedirects(false).followSslRedirects(false);
    signing.interceptors().add(0, UnexpectedException::intercept);
    if (rejectsTimestamp != null) {
      signing.addInterceptor(new ClockCorrectionInterceptor(clock, rejectsTimestamp));
    }
    if (base.retryOnConnectionFailure()) {
      signing.addInterceptor(new RepeatReadInterceptor(base.connectionPool()));
    }
    signing
        .addInterceptor(new AtMostOnceInterceptor())
        .addNetworkInterceptor(
            new ExchangeInterceptor(apiKey, signer, NonceSource.from(new SecureRandom()), clock));
    if (base.callTimeoutMillis() == 0) {
      signing.callTimeout(CALL_TIMEOUT);
    }
    return signing.build();
  }

  /**
   * Creates the HTTP client of a user who supplies none.
   *
   * @param concurrentCalls maximum number of concurrent asynchronous calls, or null for the default
   * @throws IllegalStateException if the Java runtime cannot read its trust store
   */
  public static OkHttpClient own(Integer concurrentCalls) {
    try {
      return defaults(concurrentCalls == null ? CONCURRENT_CALLS : concurrentCalls, KEPT_FOR)
          .build();
    } catch (Exception | AssertionError e) {
      throw new IllegalStateException(
          "The Java runtime cannot read its trust store; set the system properties"
              + " javax.net.ssl.trustStore, trustStoreType and trustStorePassword, or pass an"
              + " httpClient with its own trust manager: "
              + e,
          e);
    }
  }

  public static OkHttpClient.Builder defaults() {
    return defaults(CONCURRENT_CALLS, KEPT_FOR);
  }

  static OkHttpClient.Builder defaults(int concurrentCalls, Duration keptFor) {
    Dispatcher dispatcher = dispatcher(concurrentCalls, keptFor);
    ConnectionPool connections =
        new ConnectionPool(concurrentCalls, keptFor.toMillis(), TimeUnit.MILLISECONDS);
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(READ_TIMEOUT)
        .writeTimeout(WRITE_TIMEOUT)
        .callTimeout(CALL_TIMEOUT)
        .dispatcher(dispatcher)
        .connectionPool(connections)
        // Blocking calls need no thread of the dispatcher's; they would open connections again.
        .addInterceptor(
            chain -> {
              if (dispatcher.executorService().isShutdown()) {
                throw new IOException("the client is closed");
              }
              return chain.proceed(chain.request());
            })
        // Connections of calls that were in flight when the client was closed.
        .eventListener(
            new EventListener() {
              @Override
              public void connectionReleased(Call call, Connection connection) {
                if (dispatcher.executorService().isShutdown()) {
                  connections.evictAll();
                }
              }
            });
  }

  // OkHttp's threads keep a program from ending for a minute, and its limit per host is 5.
  private static Dispatcher dispatcher(int concurrentCalls, Duration keptFor) {
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                keptFor.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                task -> {
                  Thread thread = new Thread(task, "binance-pay-tsp-client");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(concurrentCalls);
    dispatcher.setMaxRequestsPerHost(concurrentCalls);
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
}
