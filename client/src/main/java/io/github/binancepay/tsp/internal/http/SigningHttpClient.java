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
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);
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

  /** What to build on if the caller gives nothing: finite timeouts, and many calls at once. */
  public static OkHttpClient.Builder defaults() {
    return defaults(CONCURRENT_CALLS);
  }

  /** The same, with another number of calls at once, and of idle connections that are kept. */
  public static OkHttpClient.Builder defaults(int concurrentCalls) {
    Dispatcher dispatcher = dispatcher(concurrentCalls);
    ConnectionPool connections =
        new ConnectionPool(concurrentCalls, KEPT_FOR.toSeconds(), TimeUnit.SECONDS);
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
  private static Dispatcher dispatcher(int concurrentCalls) {
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEPT_FOR.toSeconds(),
                TimeUnit.SECONDS,
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
