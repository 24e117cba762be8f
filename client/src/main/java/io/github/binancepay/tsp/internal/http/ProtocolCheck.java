package io.github.binancepay.tsp.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Stands between the caller and what OkHttp makes of an answer that is not sound HTTP. */
public final class ProtocolCheck {
  // Above the largest answer that is read, which has a message of its own.
  private static final long LARGEST_ON_THE_WIRE = 2 * 1024 * 1024;

  private ProtocolCheck() {}

  /**
   * An interceptor of calls. A negative status or a {@code Retry-After} of many digits is a {@code
   * RuntimeException} to OkHttp, which would reach the caller and end the dispatcher's thread.
   */
  static Response head(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (RuntimeException e) {
      throw new IOException("the head of the answer could not be read", e);
    }
  }

  /**
   * A network interceptor. OkHttp takes the last of two lengths, passes over one that is no number,
   * and meets a negative one with a {@code RuntimeException} when the body is read.
   */
  static Response length(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Set<String> lengths = Set.copyOf(response.headers("Content-Length"));
    if (lengths.size() > 1 || !lengths.stream().allMatch(length -> length.matches("[0-9]+"))) {
      throw new ProtocolException("the length of the answer is not clear");
    }
    return response;
  }

  /**
   * A network interceptor. The caller of OkHttp can bound what it reads, but not what is read to
   * decompress it: the file name in a gzip header may have no end.
   */
  static Response size(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Source bounded =
        new ForwardingSource(response.body().source()) {
          private long left = LARGEST_ON_THE_WIRE;

          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            left -= read;
            if (left < 0) {
              throw new ProtocolException("the answer is larger than 2 MiB");
            }
            return read;
          }
        };
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(bounded),
                response.body().contentType(),
                response.body().contentLength()))
        .build();
  }

  /**
   * The failure without the bytes that OkHttp could not read and has quoted: they may be the rest
   * of an answer, and hold the token.
   */
  public static IOException withoutQuote(IOException failure) {
    boolean quotes =
        failure instanceof ProtocolException
            || failure instanceof EOFException
            || (failure.getClass() == IOException.class
                && failure.getCause() instanceof EOFException);
    if (!quotes || failure.getMessage() == null) {
      return failure;
    }
    IOException unquoted = new ProtocolException(failure.getMessage().split(": |\"", 2)[0]);
    unquoted.setStackTrace(failure.getStackTrace());
    return unquoted;
  }
}
