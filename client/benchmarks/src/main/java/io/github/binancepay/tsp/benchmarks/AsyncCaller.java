package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks for an authorization without blocking, each in another way. */
final class AsyncCaller {
  private static final CreateAuthorizationRequest REQUEST = Caller.request();
  private static final Gson GSON = new Gson();
  private static final ThreadLocal<HandSigner> SIGNER = HandSigner.forEachThread(Caller.SECRET_KEY);

  private AsyncCaller() {}

  /** The way. */
  enum Way {
    DEFAULTS("ours, defaults"),
    LIMIT("ours, maxConcurrentCalls"),
    VIRTUAL("ours, virtual threads"),
    OKHTTP("OkHttp, limits raised, signed by hand"),
    OKHTTP_TIMEOUT("… with a call timeout of 20 s, as ours has"),
    JDK("JDK HttpClient, signed by hand");

    final String inWords;

    Way(String inWords) {
      this.inWords = inWords;
    }
  }

  /**
   * What makes one call, and the future of its whole response.
   *
   * @param limit how many calls may be in flight, where that can be said
   */
  static Supplier<CompletableFuture<?>> of(Way way, String url, int limit) {
    return switch (way) {
      case DEFAULTS -> ours(BinancePayClient.builder(), url);
      case LIMIT -> ours(BinancePayClient.builder().maxConcurrentCalls(limit), url);
      case VIRTUAL ->
          ours(
              BinancePayClient.builder()
                  .httpClient(okHttp(new Dispatcher(virtualThreads()), limit).build()),
              url);
      case OKHTTP -> okHttp(okHttp(new Dispatcher(), limit).build(), url + Caller.PATH);
      case OKHTTP_TIMEOUT ->
          okHttp(
              okHttp(new Dispatcher(), limit).callTimeout(20, TimeUnit.SECONDS).build(),
              url + Caller.PATH);
      case JDK -> jdk(URI.create(url + Caller.PATH));
    };
  }

  /** Whether this JVM has virtual threads: since JDK 21. */
  static boolean hasVirtualThreads() {
    return Runtime.version().feature() >= 21;
  }

  // By reflection: this is compiled for JDK 17, too.
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads are there since JDK 21", e);
    }
  }

  private static Supplier<CompletableFuture<?>> ours(BinancePayClient.Builder builder, String url) {
    BinancePayClient client =
        builder
            .baseUrl(url)
            .credentials(ApiCredentials.of(Caller.API_KEY, Caller.SECRET_KEY))
            .build();
    return () -> client.createAuthorizationAsync(REQUEST);
  }

  private static OkHttpClient.Builder okHttp(Dispatcher dispatcher, int limit) {
    dispatcher.setMaxRequests(limit);
    dispatcher.setMaxRequestsPerHost(limit);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(limit, 1, TimeUnit.MINUTES));
  }

  private static Supplier<CompletableFuture<?>> okHttp(OkHttpClient httpClient, String url) {
    MediaType json = MediaType.get("application/json");
    return () -> {
      byte[] body = GSON.toJson(REQUEST).getBytes(UTF_8);
      Request.Builder request = new Request.Builder().url(url).post(RequestBody.create(body, json));
      Call call = httpClient.newCall(OkHttpCaller.sign(request, SIGNER.get(), body).build());
      CompletableFuture<CreateAuthorizationResponse> future = new CompletableFuture<>();
      call.enqueue(
          new Callback() {
            @Override
            public void onResponse(Call ended, Response response) throws IOException {
              try (response) {
                future.complete(read(response.body().string()));
              }
            }

            @Override
            public void onFailure(Call ended, IOException e) {
              future.completeExceptionally(e);
            }
          });
      return future;
    };
  }

  private static Supplier<CompletableFuture<?>> jdk(URI url) {
    HttpClient httpClient =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Its own would have a thread for each response that is being read.
            .executor(Executors.newFixedThreadPool(4))
            .build();
    return () -> {
      byte[] body = GSON.toJson(REQUEST).getBytes(UTF_8);
      String[] values = SIGNER.get().sign(body);
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("Content-Type", "application/json")
              .header("BinancePay-Timestamp", values[0])
              .header("BinancePay-Nonce", values[1])
              .header("BinancePay-Certificate-SN", Caller.API_KEY)
              .header("BinancePay-Signature", values[2])
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return httpClient
          .sendAsync(request, HttpResponse.BodyHandlers.ofString())
          .thenApply(response -> read(response.body()));
    };
  }

  private static CreateAuthorizationResponse read(String json) {
    return GSON.fromJson(json, CreateAuthorizationResponse.class);
  }
}
