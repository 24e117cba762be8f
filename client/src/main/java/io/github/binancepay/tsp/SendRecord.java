package io.github.binancepay.tsp;

import java.io.IOException;
import okhttp3.Response;

/** Whether the request of one call may have left. Travels with the request as its tag. */
final class SendRecord {
  private volatile boolean maybeSent;

  boolean maybeSent() {
    return maybeSent;
  }

  /** The last network interceptor: all that comes after it is writing. */
  static final class Interceptor implements okhttp3.Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      // The call's own request: an interceptor of the caller's may have made this one anew, without
      // the tag.
      SendRecord sendRecord = chain.call().request().tag(SendRecord.class);
      if (sendRecord != null) {
        sendRecord.maybeSent = true;
      }
      return chain.proceed(chain.request());
    }
  }
}
