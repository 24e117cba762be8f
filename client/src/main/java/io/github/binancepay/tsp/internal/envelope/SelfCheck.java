package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.SafeToRepeat;
import io.github.binancepay.tsp.internal.http.SignatureInterceptor;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.Headers;
import retrofit2.http.POST;

/**
 * Makes one call in memory, so that a class or method that a library lacks shows before anything is
 * sent: serialises, signs, and reads a success and a failure.
 */
public final class SelfCheck {
  private static final HttpUrl NOWHERE = HttpUrl.get("http://127.0.0.1/");

  private static volatile boolean passed;

  private SelfCheck() {}

  public static void run() {
    if (passed) {
      return;
    }
    CorrectedClock clock = new CorrectedClock(Clock.systemUTC());
    OkHttpClient inMemory =
        new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .addInterceptor(
                new SignatureInterceptor(
                    "key", new RequestSigner("key"), NonceSource.from(new SecureRandom()), clock))
            .addInterceptor(SelfCheck::echo)
            .build();
    Operation operation = Envelopes.retrofit(NOWHERE, inMemory, clock).create(Operation.class);
    Sample rejected = new Sample();
    rejected.code = ResultCode.INVALID_TIMESTAMP.getValue();
    try {
      operation.send(new Sample()).execute();
      operation.send(rejected).execute();
      throw new AssertionError("a rejection was read as a success");
    } catch (ApiException e) {
      passed = true;
    } catch (IOException e) {
      throw new AssertionError("a call of this client throws BinancePayException", e);
    }
  }

  private static Response echo(Interceptor.Chain chain) throws IOException {
    Buffer body = new Buffer();
    chain.request().body().writeTo(body);
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .header("Date", "Mon, 23 Nov 2026 00:00:00 GMT")
        .body(ResponseBody.create(body, MediaType.get("application/json"), body.size()))
        .build();
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
