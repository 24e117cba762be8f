package io.github.binancepay.tsp.internal.http;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.TlsVersion;

/** Makes the {@code OkHttpClient} that signs, and sends every request at most once. */
public final class SigningHttpClient {
  private static final String USER_AGENT = "binance-pay-tsp-client/" + version();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final int CONCURRENT_CALLS = 64;
  private static final List<TlsVersion> MODERN_TLS =
      List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);

  private SigningHttpClient() {}

  /**
   * Makes one that shares the connections, threads and settings of another, which is not changed.
   *
   * @throws IllegalArgumentException if the other allows TLS older than 1.2
   */
  public static OkHttpClient of(
      String apiKey, RequestSigner signer, Clock clock, OkHttpClient base) {
    checkTls(base);
    OkHttpClient.Builder signing =
        base.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(SigningHttpClient::addStandardHeaders)
            .addInterceptor(new AtMostOnceInterceptor())
            .addInterceptor(ProtocolCheck::head)
            .addNetworkInterceptor(ProtocolCheck::size)
            .addNetworkInterceptor(ProtocolCheck::length)
            // The last two, so that the timestamp is the moment of sending and nothing changes what
            // was signed.
            .addNetworkInterceptor(
                new SignatureInterceptor(apiKey, signer, NonceSource.secureRandom(), clock))
            .addNetworkInterceptor(new SendTracker.Interceptor());
    if (base.callTimeoutMillis() == 0) {
      signing.callTimeout(CALL_TIMEOUT);
    }
    return signing.build();
  }

  private static Response addStandardHeaders(Interceptor.Chain chain) throws IOException {
    return chain.proceed(
        chain
            .request()
            .newBuilder()
            .header("User-Agent", USER_AGENT)
            .header("Accept", "application/json")
            .build());
  }

  /** What to build on if the caller gives nothing: finite time-outs, and many calls at once. */
  public static OkHttpClient withDefaults() {
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

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file =
        SigningHttpClient.class.getResourceAsStream(
            "/io/github/binancepay/tsp/version.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
