package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Finds the operation of a request, and writes its response. */
final class SandboxHandler extends Handler.Abstract {
  private static final String REFERENCE_PATH = "/reference";

  private final SandboxState state;
  private final Consumer<String> log;
  private final BodyReader bodies;
  private final Console console;
  private volatile HttpDate lastDate = new HttpDate(0, DateGenerator.formatDate(0));

  /** What the header Date is within one second, which is its precision. */
  private record HttpDate(long second, String text) {}

  SandboxHandler(SandboxState state, Console console, Consumer<String> log, BodyReader bodies) {
    this.state = state;
    this.console = console;
    this.log = log;
    this.bodies = bodies;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    bodies.read(
        request,
        body -> {
          try {
            respond(request, body, response, callback);
          } catch (RuntimeException | Error e) {
            Response.writeError(request, response, callback, e);
          }
        },
        failure -> Response.writeError(request, response, callback, badRequest(failure)));
    return true;
  }

  private static Throwable badRequest(Throwable failure) {
    return failure instanceof HttpException
        ? failure
        : new HttpException.RuntimeException(400, failure);
  }

  private void respond(
      Request request, Optional<byte[]> body, Response response, Callback callback) {
    // The only reading of the clock: a request is in time or not, whatever is checked when.
    long now = state.nowMillis();
    String path = Request.getPathInContext(request);
    SandboxRequest received =
        new SandboxRequest(
            request.getMethod(),
            path,
            Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
            name -> request.getHeaders().getValuesList(name),
            () -> request.getHeaders().getFieldNamesCollection(),
            body,
            now);
    SandboxResponse result =
        Console.serves(request.getMethod(), path)
            ? console.respond(
                received, Request.getLocalAddr(request), Request.getLocalPort(request))
            : Operations.at(path)
                .map(operation -> operation.respond(received, state))
                .orElseGet(() -> withoutOperation(request.getMethod(), path));
    if (!isPage(request.getMethod(), path)) {
      state.requests().add(now, request, body, result);
    }
    write(result, now, request, response, callback);
  }

  /** What the console need not show. */
  private static boolean isPage(String method, String path) {
    return Console.serves(method, path) || path.equals(REFERENCE_PATH);
  }

  private static SandboxResponse withoutOperation(String method, String path) {
    return path.equals(REFERENCE_PATH) && method.equals("GET")
        ? SandboxResponse.referencePage()
        : SandboxResponse.blocked()
            .withDiagnosis(
                "there is no operation at this path"
                    + NearestName.of(path, Operations.paths())
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse(""));
  }

  /** What is at a path, for the log. One that nobody knows is not repeated: it may be anything. */
  private static String name(String method, String path) {
    return Operations.at(path)
        .map(Operation::operationId)
        .orElse(isPage(method, path) ? "console" : "on another path,");
  }

  private void write(
      SandboxResponse result, long now, Request request, Response response, Callback callback) {
    log.accept(
        request.getMethod()
            + ' '
            + name(request.getMethod(), Request.getPathInContext(request))
            + ' '
            + (result.isSent() ? result.httpStatus() : "no response,")
            + ' '
            + result.summary());
    if (!result.isSent()) {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      callback.succeeded();
      return;
    }
    response.setStatus(result.httpStatus());
    result.headers().forEach(response.getHeaders()::put);
    // Jetty would send the system's date, and a client could not correct its clock by it.
    response.getHeaders().put(HttpHeader.DATE, date(now));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, result.contentType());
    if (result.isEvents()) {
      stream(result, request, response, callback);
      return;
    }
    byte[] body = result.body().getBytes(UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private void stream(
      SandboxResponse result, Request request, Response response, Callback callback) {
    LiveSections.Position lastSeen = LiveSections.Position.parse(result.body());
    if (!console.events().add(lastSeen, request, response, callback)) {
      response.setStatus(503);
      response.write(true, ByteBuffer.allocate(0), callback);
    }
  }

  private String date(long now) {
    long second = Math.floorDiv(now, 1000);
    HttpDate last = lastDate;
    if (last.second() != second) {
      last = new HttpDate(second, DateGenerator.formatDate(now));
      lastDate = last;
    }
    return last.text();
  }

  /**
   * Responds with an envelope to what is refused before the handler has it, such as a header that
   * is not one, or fails in it.
   */
  Request.Handler errors() {
    return (request, response, callback) -> {
      Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
      String hint = cause instanceof HttpException refused ? refused.getReason() : "";
      boolean serverError = response.getStatus() >= 500;
      SandboxResponse failure =
          SandboxResponse.fail(
              state.failStatus(),
              serverError ? ResultCode.UNKNOWN_ERROR : ResultCode.INVALID_REQUEST,
              hint == null ? "" : hint);
      long now = state.nowMillis();
      state.requests().add(now, request, Optional.of(new byte[0]), failure);
      write(failure, now, request, response, callback);
      return true;
    };
  }
}
