package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.binancepay.tsp.internal.http.BytesBody;
import io.github.binancepay.tsp.internal.http.SafeToRepeat;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import retrofit2.http.Headers;
import retrofit2.http.POST;

/** One method of a generated interface: makes its requests, and has the reader of its responses. */
final class Operation<T> {
  // The body of a real request is below it.
  private static final int USUAL_LENGTH = 256;

  private final Gson gson;
  private final HttpUrl url;
  private final MediaType mediaType;
  private final Type requestType;
  private final EnvelopeReader<T> reader;

  Operation(Method method, HttpUrl baseUrl, Gson gson) {
    this.gson = gson;
    url = baseUrl.resolve(method.getAnnotation(POST.class).value());
    mediaType = mediaType(method.getAnnotation(Headers.class).value()[0]);
    requestType = method.getGenericParameterTypes()[0];
    Type envelope = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
    SafeToRepeat mark = method.getAnnotation(SafeToRepeat.class);
    reader = reader(envelope, gson, mark != null && mark.value());
  }

  // The only header that the generator writes.
  private static MediaType mediaType(String contentType) {
    return MediaType.get(contentType.substring(contentType.indexOf(':') + 1).strip());
  }

  @SuppressWarnings("unchecked") // The method returns a Call<T> of this class.
  private static <T> EnvelopeReader<T> reader(Type envelope, Gson gson, boolean safeToRepeat) {
    return new EnvelopeReader<>(
        gson, (Class<T>) TypeToken.get(envelope).getRawType(), safeToRepeat);
  }

  EnvelopeReader<T> reader() {
    return reader;
  }

  /**
   * Makes the request of one call.
   *
   * @throws IllegalArgumentException if the document does not allow the model
   */
  Request.Builder request(Object model) {
    RequestValidator.check(model);
    StringWriter json = new StringWriter(USUAL_LENGTH);
    gson.toJson(model, requestType, json);
    byte[] body = json.toString().getBytes(UTF_8);
    return new Request.Builder().url(url).post(new BytesBody(mediaType, body));
  }
}
