package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.Envelope;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives every hundredth request a fault instead of a response, and counts what the callers should
 * get, in the words of {@link LoadCheck}.
 */
final class FaultyHandler extends Handler.Wrapper {
  private final Map<String, Long> expected = new ConcurrentSkipListMap<>();
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final AtomicLong received = new AtomicLong();

  FaultyHandler(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!nonces.add(request.getHeaders().get(TransportChecks.NONCE))) {
      expect("a nonce that was used before");
    }
    int fault = (int) (received.incrementAndGet() % 400);
    if (fault % 100 != 0) {
      expect("authorization");
      return super.handle(request, response, callback);
    }
    Content.Source.consumeAll(request);
    Callback thenClose =
        Callback.from(
            () -> {
              request.getConnectionMetaData().getConnection().getEndPoint().close();
              callback.succeeded();
            });
    switch (fault) {
      case 0 -> {
        expect("perhaps sent");
        thenClose.succeeded();
      }
      case 100 -> {
        expect("perhaps sent");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 400);
        response.write(false, ByteBuffer.wrap("{\"status\":".getBytes(UTF_8)), thenClose);
      }
      case 200 -> {
        expect("malformed");
        write(503, "busy", response, callback);
      }
      default -> {
        expect("code 400003");
        Envelope late = Envelope.fail(400, ResultCode.INVALID_TIMESTAMP, "");
        write(400, late.body(), response, callback);
      }
    }
    return true;
  }

  private static void write(int status, String body, Response response, Callback callback) {
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
  }

  private void expect(String outcome) {
    expected.merge(outcome, 1L, Long::sum);
  }

  Map<String, Long> expected() {
    return expected;
  }

  int connections() {
    return getServer().getConnectors()[0].getConnectedEndPoints().size();
  }

  void forgetNonces() {
    nonces.clear();
  }
}
