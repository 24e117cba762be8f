package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Refuses heads of responses that OkHttp misreads, or meets with a RuntimeException. */
final class ResponseHead {
  private ResponseHead() {}

  /** Sends a request, and has its response if the head is one that OkHttp reads right. */
  static Response receive(Interceptor.Chain chain, Request request) throws IOException {
    Response response = proceed(chain, request);
    checkLength(response);
    String retryAfter = response.header("Retry-After");
    if (retryAfter != null && retryAfter.length() >= 10 && isDigits(retryAfter)) {
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return response;
  }

  private static Response proceed(Interceptor.Chain chain, Request request) throws IOException {
    try {
      return chain.proceed(request);
    } catch (IllegalStateException e) {
      if (e.getMessage() != null && e.getMessage().startsWith("code < 0: ")) {
        throw new ProtocolException("the status of the response is negative");
      }
      throw e;
    }
  }

  // OkHttp takes the last of two lengths, and ignores one that is not a number.
  private static void checkLength(Response response) throws IOException {
    Headers headers = response.headers();
    String length = null;
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase("Content-Length")) {
        String another = headers.value(i);
        if (!isDigits(another) || (length != null && !length.equals(another))) {
          throw new ProtocolException("the length of the response is not clear");
        }
        length = another;
      }
    }
  }

  private static boolean isDigits(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
