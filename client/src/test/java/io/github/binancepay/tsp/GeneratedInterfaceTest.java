package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.answerOf;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.Callback;

/** The door of {@code api()} is the door of the client. */
class GeneratedInterfaceTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @AutoClose private final MockProvider provider = new MockProvider();
  private final AtomicLong decoded = new AtomicLong();

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void readsNoMoreThanAMebibyteOfWhatAResponseInflatesTo(int httpStatus) {
    provider.answers(
        answerOf(httpStatus, "")
            .newBuilder()
            .setHeader("Content-Encoding", "gzip")
            .body(bomb())
            .build());
    OkHttpClient callers = new OkHttpClient.Builder().addInterceptor(this::count).build();

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> call(provider.clientBuilder().httpClient(callers).build()).execute())
        .withMessage("Unexpected response (HTTP %s), larger than 1 MiB", httpStatus);

    assertThat(decoded.get()).isLessThan(2L * MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void endsInAnEnvelopeOrAnExceptionWhateverTheHttpStatus(int httpStatus) throws IOException {
    BinancePayClient client = provider.clientBuilder().build();
    provider.answers(httpStatus, CREATED);
    assertThat(call(client).execute().body().getData()).isEqualTo(MockProvider.created());

    provider.answers(httpStatus, "{\"status\":\"FAIL\",\"code\":\"400004\"}");
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> call(client).execute())
        .matches(rejected -> rejected.httpStatus() == httpStatus);

    provider.answers(httpStatus, CREATED.replace("\"PENDING\"", "null"));
    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> call(client).execute())
        .withMessageEndingWith(", data.status is missing");
  }

  @Test
  void givesAFailureToTheCallback() {
    provider.answers(400, "{\"status\":\"FAIL\",\"code\":\"400004\"}");
    CompletableFuture<CreateAuthorizationResponse> future = new CompletableFuture<>();

    call(provider.clientBuilder().build())
        .enqueue(
            new Callback<CreateAuthorizationResponse>() {
              @Override
              public void onResponse(
                  Call<CreateAuthorizationResponse> call,
                  retrofit2.Response<CreateAuthorizationResponse> response) {
                future.complete(response.body());
              }

              @Override
              public void onFailure(Call<CreateAuthorizationResponse> call, Throwable failure) {
                future.completeExceptionally(failure);
              }
            });

    assertThat(future)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseExactlyInstanceOf(ApiException.class);
  }

  @Test
  void checksRequestsAndSendsAClonedCallAgain() throws IOException {
    BinancePayClient client = provider.clientBuilder().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.api().createAuthorization(sampleRequest().merchantId(null)));
    Call<CreateAuthorizationResponse> call = call(client);
    call.execute();

    assertThat(call.clone().execute().body()).isNotNull();
    assertThat(provider.requestCount()).isEqualTo(2);
  }

  // Rejected, for UTF-8 has no bytes for it and 1.0.0 sent a question mark.
  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800"})
  void halfOfASurrogatePairIsRefusedByTheNameOfItsField(String text) {
    BinancePayClient client = provider.clientBuilder().build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client.createAuthorization(
                    sampleRequest().scopes(List.of("CONVERT", "CHECKOUT", text))))
        .withMessageStartingWith("scopes[2] must be whole characters");
    assertThat(provider.requestCount()).isZero();
  }

  private static Call<CreateAuthorizationResponse> call(BinancePayClient client) {
    return client.api().createAuthorization(sampleRequest());
  }

  // 1.5 MB that become 1.4 GB. The block of a mebibyte refers to nothing before it.
  private static Buffer bomb() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[MEBIBYTE]);
    byte[] block = new byte[4096];
    int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
    deflater.end();
    Buffer compressed = new Buffer().write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    while (compressed.size() < 1_500_000) {
      compressed.write(block, 0, length);
    }
    return compressed;
  }

  private Response count(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ForwardingSource counting =
        new ForwardingSource(response.body().source()) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            decoded.addAndGet(Math.max(0, read));
            return read;
          }
        };
    return response.newBuilder().body(ResponseBody.create(Okio.buffer(counting), null, -1)).build();
  }
}
