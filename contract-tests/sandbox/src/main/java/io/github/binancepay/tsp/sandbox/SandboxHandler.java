package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Reads a request off the wire, has it checked, and writes the answer. */
final class SandboxHandler extends Handler.Abstract {
  static final String PATH = "/binancepay/openapi/service/provider/create";

  // Read and thrown away before a body that is too large is refused: a sender that is still sending
  // would not see why.
  private static final long LARGEST_DISCARDED_BODY = 64L * 1024 * 1024;

  private final SandboxState state;
  private final Consumer<String> log;
  private final Duration bodyTimeout;

  SandboxHandler(SandboxState state, Consumer<String> log, Duration bodyTimeout) {
    this.state = state;
    this.log = log;
    this.bodyTimeout = bodyTimeout;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    write(answer(request), request, response, callback);
    return true;
  }

  private Answer answer(Request request) throws IOException {
    Optional<byte[]> body = readBody(request);
    String path = Request.getPathInContext(request);
    if (path.equals("/") && request.getMethod().equals("GET")) {
      return Answer.referencePage();
    }
    if (!path.equals(PATH)) {
      return Answer.blocked();
    }
    SandboxRequest received =
        new SandboxRequest(
            request.getMethod(), name -> request.getHeaders().getValuesList(name), body);
    return Checks.firstFailed(received, state)
        .map(failed -> Answer.fail(state.failStatus(), failed.getKey().code(), failed.getValue()))
        .orElseGet(() -> state.answer(received));
  }

  private Optional<byte[]> readBody(Request request) throws IOException {
    long started = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[16 * 1024];
    long length = 0;
    try (InputStream in = Content.Source.asInputStream(request)) {
      for (int read = in.read(chunk);
          read >= 0 && length < LARGEST_DISCARDED_BODY;
          read = in.read(chunk)) {
        length += read;
        if (length <= Checks.LARGEST_BODY) {
          body.write(chunk, 0, read);
        }
        // The connector's own time-out is for a sender that says nothing; this is for one that
        // drips.
        if (System.nanoTime() - started > bodyTimeout.toNanos()) {
          throw new HttpException.RuntimeException(
              400, "the body took longer than " + bodyTimeout.toMillis() + " ms");
        }
      }
    }
    return length <= Checks.LARGEST_BODY ? Optional.of(body.toByteArray()) : Optional.empty();
  }

  private void write(Answer answer, Request request, Response response, Callback callback) {
    log.accept(
        Request.getPathInContext(request).equals(PATH)
            ? request.getMethod() + " " + answer.httpStatus() + " " + answer.summary()
            : request.getMethod()
                + " on another path, "
                + answer.httpStatus()
                + " "
                + answer.summary());
    response.setStatus(answer.httpStatus());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    byte[] body = answer.body().getBytes(UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /**
   * Answers with the envelope what is refused below the handler, such as a header that is no
   * header.
   */
  Request.Handler errors() {
    return (request, response, callback) -> {
      Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
      String hint = cause instanceof HttpException refused ? refused.getReason() : "";
      write(
          Answer.fail(state.failStatus(), ResultCode.INVALID_REQUEST, hint == null ? "" : hint),
          request,
          response,
          callback);
      return true;
    };
  }
}
