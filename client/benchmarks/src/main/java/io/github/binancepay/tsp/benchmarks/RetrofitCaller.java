package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/** The generated interface with Retrofit's Gson converter, and an interceptor that signs. */
final class RetrofitCaller implements Caller, Interceptor {
  private final CreateAuthorizationRequest request = Caller.request();
  private final OkHttpClient httpClient = OkHttpCaller.httpClient(64).addInterceptor(this).build();
  private final AuthorizationApi api;

  RetrofitCaller(String url) {
    api =
        new Retrofit.Builder()
            .baseUrl(url)
            .client(httpClient)
            .addConverterFactory(GsonConverterFactory.create())
            .build()
            .create(AuthorizationApi.class);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request unsigned = chain.request();
    Buffer body = new Buffer();
    unsigned.body().writeTo(body);
    return chain.proceed(OkHttpCaller.sign(unsigned.newBuilder(), body.readByteArray()).build());
  }

  @Override
  public String call() throws IOException {
    return api.createAuthorization(request).execute().body().getData().getAuthorizationId();
  }

  @Override
  public void close() {
    OkHttpCaller.close(httpClient);
  }
}
