package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Counts the requests that arrive, and gives every hundredth a fault instead of a response. */
final class FaultyHandler extends Handler.Wrapper {
  /** What can go wrong once a request has arrived. */
  enum Injected {
    RESET,
    UNAVAILABLE,
    DELAY,
    TRUNCATED,
    REFUSED_TIMESTAMP
  }

  private static final int REQUESTS_PER_FAULT = 100;
  private static final long DELAY_MILLIS = 100;

  private final Map<Injected, LongAdder> faults = new EnumMap<>(Injected.class);
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final AtomicLong received = new AtomicLong();
  private final LongAdder repeatedNonces = new LongAdder();

  FaultyHandler(Handler handler) {
    super(handler);
    Arrays.stream(Injected.values()).forEach(fault -> faults.put(fault, new LongAdder()));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long number = received.incrementAndGet();
    if (!nonces.add(request.getHeaders().get(TransportChecks.NONCE))) {
      repeatedNonces.increment();
    }
    if (number % REQUESTS_PER_FAULT != 0) {
      return super.handle(request, response, callback);
    }
    Injected fault =
        Injected.values()[(int) (number / REQUESTS_PER_FAULT % Injected.values().length)];
    faults.get(fault).increment();
    if (fault == Injected.DELAY) {
      Thread.sleep(DELAY_MILLIS);
      return super.handle(request, response, callback);
    }
    Content.Source.consumeAll(request);
    commit(fault, request, response, callback);
    return true;
  }

  private void commit(Injected fault, Request request, Response response, Callback callback) {
    Callback thenClose =
        Callback.from(
            () -> {
              request.getConnectionMetaData().getConnection().getEndPoint().close();
              callback.succeeded();
            });
    switch (fault) {
      case RESET -> thenClose.succeeded();
      case UNAVAILABLE -> write(503, "busy", response, callback);
      case TRUNCATED -> {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 400);
        response.write(false, ByteBuffer.wrap("{\"status\":".getBytes(UTF_8)), thenClose);
      }
      case REFUSED_TIMESTAMP ->
          write(
              400,
              SandboxResponse.fail(400, ResultCode.INVALID_TIMESTAMP, "").body(),
              response,
              callback);
      case DELAY -> throw new IllegalArgumentException("A delayed request is answered as usual");
    }
  }

  private static void write(int status, String body, Response response, Callback callback) {
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
  }

  long received() {
    return received.get();
  }

  long repeatedNonces() {
    return repeatedNonces.sum();
  }

  long injected(Injected fault) {
    return faults.get(fault).sum();
  }

  int connections() {
    return getServer().getConnectors()[0].getConnectedEndPoints().size();
  }

  void forgetNonces() {
    nonces.clear();
  }
}
