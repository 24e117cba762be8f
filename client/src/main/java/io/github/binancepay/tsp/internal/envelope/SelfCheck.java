package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.MemorySockets;
import io.github.binancepay.tsp.internal.http.SafeToRepeat;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.net.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
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
 * Makes calls over sockets in memory, so that a class or method that a library lacks shows before
 * anything is sent: serialises, signs, sends, and reads a success, a rejected timestamp that is
 * sent again, and a rejection that is not.
 */
public final class SelfCheck {
  private static final HttpUrl NOWHERE = HttpUrl.get("http://127.0.0.1/");

  private static volatile boolean passed;

  private SelfCheck() {}

  /**
   * Makes the calls, if they have not been made before.
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
            .socketFactory(
                new MemorySockets(
                    List.of(
                            response(ResultCode.SUCCESS, "SUCCESS"),
                            response(ResultCode.INVALID_TIMESTAMP, "FAIL"),
                            response(ResultCode.INVALID_SIGNATURE, "FAIL"))
                        .iterator()))
            .build();
    ExecutorService threads = inMemory.dispatcher().executorService();
    try {
      OkHttpClient signing =
          SigningHttpClient.of(
              "key", new RequestSigner("key"), clock, EnvelopeReader::rejectsTimestamp, inMemory);
      Operation operation = Envelopes.retrofit(NOWHERE, signing, clock).create(Operation.class);
      // Not on the caller's thread, whose interrupt would end it.
      CompletableFuture.runAsync(() -> check(operation), threads).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      throw e;
    } finally {
      threads.shutdown();
    }
    passed = true;
  }

  private static void check(Operation operation) {
    CompletableFuture<Sample> rejected = new CompletableFuture<>();
    try {
      operation.send(new Sample()).execute();
      operation.send(new Sample()).enqueue(ending(rejected));
      rejected.join();
      throw new AssertionError("a rejection was read as a success");
    } catch (IOException e) {
      throw new AssertionError("a call of this client throws BinancePayException", e);
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof ApiException)) {
        throw e;
      }
    }
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

  private static byte[] response(ResultCode code, String status) {
    String body =
        "{\"code\":\""
            + code.getValue()
            + "\",\"status\":\""
            + status
            + "\",\"data\":[\"x\"],\"number\":1,\"flag\":true}";
    String head =
        "HTTP/1.1 200 OK\r\n"
            + "Date: Mon, 23 Nov 2026 00:00:00 GMT\r\n"
            + "Content-Type: application/json\r\n"
            + "Connection: close\r\n"
            + "\r\n";
    return (head + body).getBytes(UTF_8);
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
