package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Tracks whether the request of a call may have left. A tag of the request of the call. */
public final class SendTracker {
  private final AtomicBoolean maySend = new AtomicBoolean(true);
  private final AtomicBoolean mayRetry = new AtomicBoolean();
  private volatile boolean maybeSent;
  private volatile Call call;

  private SendTracker() {}

  /** Creates a call with a tracker. */
  public static Call newCall(OkHttpClient client, Request request) {
    RestingWatchdog.INSTANCE.rest();
    SendTracker tracker = new SendTracker();
    tracker.call = client.newCall(request.newBuilder().tag(SendTracker.class, tracker).build());
    return tracker.call;
  }

  /** Returns the tracker of a call, even if an interceptor removed the tag from the request. */
  public static SendTracker of(Call call) {
    return of(call.request());
  }

  public static SendTracker of(Request request) {
    return request.tag(SendTracker.class);
  }

  /** Returns the call, before it is sent. */
  public Call call(boolean safeToRepeat) {
    mayRetry.set(safeToRepeat);
    return call;
  }

  public boolean maybeSent() {
    return maybeSent;
  }

  /** Allows another request, because the provider rejected the first before executing it. */
  void rejected() {
    maybeSent = false;
    maySend.set(true);
  }

  /** Allows one retry of a read in a call, even if interceptors of the user retry more often. */
  boolean allowRetry() {
    boolean allowed = mayRetry.compareAndSet(true, false);
    if (allowed) {
      maySend.set(true);
    }
    return allowed;
  }

  /** Notes that the request is written next, unless it may have left already. */
  void send() throws IOException {
    if (!maySend.compareAndSet(true, false)) {
      throw new IOException(
          "OkHttp, or an interceptor of the given httpClient, tried to send the request twice");
    }
    maybeSent = true;
  }
}
