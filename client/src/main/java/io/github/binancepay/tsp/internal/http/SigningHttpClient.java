package io.github.binancepay.tsp.internal.http;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/** Creates the {@code OkHttpClient} that signs, and retries only reads. */
public final class SigningHttpClient {
  /** Maximum size of a response body after decoding. A real one is well below 10 KiB. */
  public static final long MAX_BODY_BYTES = 1024 * 1024;

  /** Default maximum number of concurrent asynchronous calls. */
  public static final int CONCURRENT_CALLS = 64;

  static final Duration KEPT_FOR = Duration.ofMinutes(1);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  private SigningHttpClient() {}

  /**
   * Creates a client that shares connections, threads and settings with another.
   *
   * @param rejectsTimestamp tells the rejection of a timestamp from its body; null to retry none
   */
  public static OkHttpClient of(
      String apiKey,
      RequestSigner signer,
      CorrectedClock clock,
      Predicate<byte[]> rejectsTimestamp,
      OkHttpClient base) {
    OkHttpClient.Builder signing =
        base.newBuilder().followRedirects(false).followSslRedirects(false);
    signing.interceptors().add(0, Failures::carry);
    ConnectionPool retried = base.retryOnConnectionFailure() ? base.connectionPool() : null;
    signing
        .addInterceptor(new RetryInterceptor(clock, rejectsTimestamp, retried))
        .addNetworkInterceptor(
            new ExchangeInterceptor(apiKey, signer, NonceSource.from(new SecureRandom()), clock));
    if (base.callTimeoutMillis() == 0) {
      signing.callTimeout(CALL_TIMEOUT);
    }
    return signing.build();
  }

  /**
   * Creates the client of a user who supplies none.
   *
   * @throws IllegalStateException if the Java runtime cannot read its trust store
   */
  public static OkHttpClient own(int concurrentCalls) {
    try {
      return defaults(concurrentCalls, KEPT_FOR).build();
    } catch (Exception | AssertionError e) {
      String remedy =
          "set the system properties javax.net.ssl.trustStore, trustStoreType and"
              + " trustStorePassword, or pass an httpClient with its own trust manager";
      throw new IllegalStateException(
          "The Java runtime cannot read its trust store; " + remedy + ": " + e, e);
    }
  }

  static OkHttpClient.Builder defaults(int concurrentCalls, Duration keptFor) {
    Dispatcher dispatcher =
        new Dispatcher(Executors.newCachedThreadPool(SigningHttpClient::daemon));
    dispatcher.setMaxRequests(concurrentCalls);
    dispatcher.setMaxRequestsPerHost(concurrentCalls);
    ConnectionPool connections =
        new ConnectionPool(concurrentCalls, keptFor.toMillis(), TimeUnit.MILLISECONDS);
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ofSeconds(5))
        .readTimeout(Duration.ofSeconds(10))
        .writeTimeout(Duration.ofSeconds(10))
        .callTimeout(CALL_TIMEOUT)
        .dispatcher(dispatcher)
        .connectionPool(connections)
        // Blocking calls need no thread of the dispatcher.
        .addInterceptor(
            chain -> {
              if (dispatcher.executorService().isShutdown()) {
                throw new IOException("the client is closed");
              }
              return chain.proceed(chain.request());
            })
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

  // The threads of OkHttp keep a program from ending for a minute.
  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "binance-pay-tsp-client");
    thread.setDaemon(true);
    return thread;
  }
}
