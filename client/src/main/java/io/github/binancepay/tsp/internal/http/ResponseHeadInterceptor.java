package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Response;

/** A network interceptor for heads that OkHttp misreads, or meets with a RuntimeException. */
final class ResponseHeadInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = proceed(chain);
    checkLength(response);
    String retryAfter = response.header("Retry-After");
    if (retryAfter != null && retryAfter.matches("[0-9]{10,}")) {
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return response;
  }

  private static Response proceed(Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IllegalStateException e) {
      if (e.getMessage() != null && e.getMessage().startsWith("code < 0: ")) {
        throw new ProtocolException("the status of the response is negative");
      }
      throw e;
    }
  }

  // OkHttp takes the last of two lengths, and ignores one that is not a number.
  private static void checkLength(Response response) throws IOException {
    Set<String> lengths = Set.copyOf(response.headers("Content-Length"));
    if (lengths.size() > 1 || !lengths.stream().allMatch(length -> length.matches("[0-9]+"))) {
      throw new ProtocolException("the length of the response is not clear");
    }
  }
}
