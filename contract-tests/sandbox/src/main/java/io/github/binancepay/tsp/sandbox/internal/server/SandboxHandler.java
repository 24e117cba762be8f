package io.github.binancepay.tsp.sandbox.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.exchange.HttpReply;
import io.github.binancepay.tsp.sandbox.internal.provider.Envelope;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Reads a request from Jetty, and writes the response. */
public final class SandboxHandler extends Handler.Abstract {
  private final Router router;
  private final Consumer<String> log;
  private final BodyReader bodies;

  /** Creates a handler, whose log receives a line for each response. */
  public SandboxHandler(Router router, Consumer<String> log, Duration bodyTimeout) {
    this.router = router;
    this.log = log;
    this.bodies = new BodyReader(bodyTimeout);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var unused =
        bodies
            .read(request)
            .whenComplete((body, failure) -> respond(request, body, failure, response, callback));
    return true;
  }

  private void respond(
      Request request,
      Optional<byte[]> body,
      Throwable failure,
      Response response,
      Callback callback) {
    try {
      if (failure != null) {
        throw BodyReader.rejection(failure);
      }
      SandboxRequest received = received(request, body);
      Router.Routed routed =
          router.respond(received, Request.getLocalAddr(request), Request.getLocalPort(request));
      write(routed, received, request, response, callback);
    } catch (RuntimeException | Error e) {
      Response.writeError(request, response, callback, e);
    }
  }

  private SandboxRequest received(Request request, Optional<byte[]> body) {
    // The only reading of the clock: the time of a request does not depend on the order of checks.
    return received(request, body, router.provider().nowMillis());
  }

  /** Converts a request of Jetty's. */
  public static SandboxRequest received(Request request, Optional<byte[]> body, long atMillis) {
    return new SandboxRequest(
        request.getMethod(),
        Request.getPathInContext(request),
        Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
        request.getHeaders().stream()
            .map(
                field ->
                    new SandboxRequest.Header(
                        field.getName(), Objects.requireNonNullElse(field.getValue(), "")))
            .toList(),
        body,
        atMillis);
  }

  private void write(
      Router.Routed routed,
      SandboxRequest received,
      Request request,
      Response response,
      Callback callback) {
    String status = routed.reply().map(reply -> "" + reply.httpStatus()).orElse("no response,");
    log.accept(String.join(" ", request.getMethod(), routed.target(), status, routed.summary()));
    if (routed.reply().isEmpty()) {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      callback.succeeded();
      return;
    }
    HttpReply reply = routed.reply().get();
    byte[] body = reply.body().getBytes(UTF_8);
    response.setStatus(reply.httpStatus());
    HttpFields.Mutable headers = response.getHeaders();
    reply.headers().forEach(headers::put);
    // Jetty would send the system's date, and a client could not correct its clock by it.
    headers.put(HttpHeader.DATE, DateGenerator.formatDate(received.receivedAtMillis()));
    headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Responds to a request that Jetty rejects, such as one with a malformed header. */
  public Request.Handler errors() {
    return (request, response, callback) -> {
      Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
      String hint = cause instanceof HttpException rejected ? rejected.getReason() : "";
      ProviderResponse failure =
          Envelope.fail(
              router.provider().settings().failStatus(),
              response.getStatus() >= 500 ? ResultCode.UNKNOWN_ERROR : ResultCode.INVALID_REQUEST,
              Objects.requireNonNullElse(hint, ""));
      SandboxRequest received = received(request, Optional.of(new byte[0]));
      write(router.logged(received, failure), received, request, response, callback);
      return true;
    };
  }
}
