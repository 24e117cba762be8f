package io.github.binancepay.tsp.internal.envelope;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.RequestBody;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Checks every request before the next converter serialises it. */
public final class RequestConverterFactory extends Converter.Factory {
  @Override
  public Converter<?, RequestBody> requestBodyConverter(
      Type type, Annotation[] ofParameter, Annotation[] ofMethod, Retrofit retrofit) {
    Converter<Object, RequestBody> next =
        retrofit.nextRequestBodyConverter(this, type, ofParameter, ofMethod);
    return request -> {
      RequestValidator.check(request);
      return next.convert(request);
    };
  }
}
