package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Whether the request of one call may have left. Travels with the call's request, as its tag. */
public final class SendTracker {
  private final AtomicBoolean maySend = new AtomicBoolean(true);
  private final AtomicBoolean mayRepeat = new AtomicBoolean();
  private volatile boolean maybeSent;
  private volatile Call call;

  private SendTracker() {}

  /** Makes a call that has a tracker. */
  public static Call newCall(OkHttpClient client, Request request) {
    RestingWatchdog.rest();
    SendTracker tracker = new SendTracker();
    tracker.call = client.newCall(request.newBuilder().tag(SendTracker.class, tracker).build());
    return tracker.call;
  }

  public static SendTracker of(Call call) {
    // The call's own request: an interceptor of the caller's may have built the one in the chain
    // again, without the tag.
    return of(call.request());
  }

  /** The tracker of the call that was made of a request; Retrofit shows no more of a call. */
  public static SendTracker of(Request request) {
    return request.tag(SendTracker.class);
  }

  /**
   * The call, before it is sent.
   *
   * @param safeToRepeat whether the operation only reads
   */
  public Call call(boolean safeToRepeat) {
    mayRepeat.set(safeToRepeat);
    return call;
  }

  public boolean maybeSent() {
    return maybeSent;
  }

  /** The provider has rejected what was sent, so that it has no effect and may be sent again. */
  void rejected() {
    maybeSent = false;
    maySend.set(true);
  }

  /**
   * Lets what only reads be sent again, whatever became of it: once in a call, however often an
   * interceptor of the caller's tries.
   */
  boolean allowRepeat() {
    boolean allowed = mayRepeat.compareAndSet(true, false);
    if (allowed) {
      maySend.set(true);
    }
    return allowed;
  }

  /**
   * Notes that all that comes now is writing.
   *
   * @throws IOException if the request may have left already
   */
  void send() throws IOException {
    if (!maySend.compareAndSet(true, false)) {
      throw new IOException(
          "OkHttp, or an interceptor of the given httpClient, tried to send the request twice");
    }
    maybeSent = true;
  }
}
