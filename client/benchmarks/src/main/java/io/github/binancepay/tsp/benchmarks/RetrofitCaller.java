package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/** The generated interface with Retrofit as it comes, and an interceptor that signs by hand. */
final class RetrofitCaller implements Caller, Interceptor {
  private final CreateAuthorizationRequest request = Caller.request();
  private final ThreadLocal<HandSigner> signer = HandSigner.forEachThread(SECRET_KEY);
  private final AuthorizationApi api;

  RetrofitCaller(String url) {
    api =
        new Retrofit.Builder()
            .baseUrl(url)
            .client(OkHttpCaller.httpClient().addInterceptor(this).build())
            .addConverterFactory(GsonConverterFactory.create())
            .build()
            .create(AuthorizationApi.class);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request unsigned = chain.request();
    Buffer body = new Buffer();
    unsigned.body().writeTo(body);
    return chain.proceed(
        OkHttpCaller.sign(unsigned.newBuilder(), signer.get(), body.readByteArray()).build());
  }

  @Override
  public void call() throws IOException {
    Caller.check(api.createAuthorization(request).execute().body().getData().getAuthorizationId());
  }
}
