package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.MemorySockets;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.internal.schema.Required;
import io.github.binancepay.tsp.internal.schema.SafeToRepeat;
import java.net.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.Headers;
import retrofit2.http.POST;

/**
 * Makes a call over a socket in memory, so that a class or method that a library lacks shows before
 * anything is sent: serialises, signs, sends, and reads a success. A rejection needs nothing of the
 * libraries that a success does not.
 */
public final class SelfCheck {
  private static final HttpUrl NOWHERE = HttpUrl.get("http://127.0.0.1/");
  private static final String SUCCESS =
      "HTTP/1.1 200 OK\r\n"
          + "Content-Type: application/json\r\n"
          + "Connection: close\r\n"
          + "\r\n"
          + "{\"code\":\"000000\",\"status\":\"SUCCESS\",\"data\":[\"x\"],\"number\":1,\"flag\":true}";

  private static volatile boolean passed;

  private SelfCheck() {}

  /**
   * Makes the call, if it has not been made before.
   *
   * @throws LinkageError if a library lacks something
   */
  public static void run() {
    if (passed) {
      return;
    }
    CorrectedClock clock = new CorrectedClock(Clock.systemUTC());
    OkHttpClient inMemory =
        SigningHttpClient.defaults()
            // OkHttp then reads no certificates, which takes long.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new MemorySockets(SUCCESS.getBytes(UTF_8)))
            .build();
    OkHttpClient signing =
        SigningHttpClient.of("key", new RequestSigner("key"), clock, null, inMemory);
    Operation operation = Envelopes.retrofit(NOWHERE, signing, clock).create(Operation.class);
    CompletableFuture<Sample> read = new CompletableFuture<>();
    try {
      // Not on the caller's thread, whose interrupt would end it.
      operation.send(new Sample()).enqueue(ending(read));
      read.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      throw e;
    } finally {
      inMemory.dispatcher().executorService().shutdown();
    }
    passed = true;
  }

  private static Callback<Sample> ending(CompletableFuture<Sample> future) {
    return new Callback<>() {
      @Override
      public void onResponse(Call<Sample> call, Response<Sample> response) {
        future.complete(response.body());
      }

      @Override
      public void onFailure(Call<Sample> call, Throwable failure) {
        future.completeExceptionally(failure);
      }
    };
  }

  interface Operation {
    @SafeToRepeat(false)
    @Headers("Content-Type: application/json")
    @POST("/")
    Call<Sample> send(@Body Sample sample);
  }

  static final class Sample {
    @Required
    @SerializedName("code")
    String code = "000000";

    @Required
    @SerializedName("status")
    String status = "SUCCESS";

    @SerializedName("data")
    List<String> data = List.of("x");

    @SerializedName("number")
    Long number = 1L;

    @SerializedName("flag")
    Boolean flag = true;
  }
}
