package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Sends a request that only reads once more, signed again, if its connection broke: most likely a
 * pooled one that the server has closed. An interceptor of calls, so that one timeout covers both.
 */
final class RepeatReadInterceptor implements Interceptor {
  private final ConnectionPool connections;

  RepeatReadInterceptor(ConnectionPool connections) {
    this.connections = connections;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      SendTracker tracker = SendTracker.of(chain.call());
      if (!tracker.maybeSent() || !isBrokenConnection(e) || !tracker.allowRepeat()) {
        throw e;
      }
      // The other idle ones are most likely broken too.
      connections.evictAll();
      return chain.proceed(chain.request());
    }
  }

  // Not a timeout, and not a response that cannot be read.
  private static boolean isBrokenConnection(IOException e) {
    return !(e instanceof InterruptedIOException) && !(e instanceof ProtocolException);
  }
}
