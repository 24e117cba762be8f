package io.github.binancepay.tsp.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * A request and its response as the console shows them. It holds what was there anyway, cut where
 * it is long, and is put into words only when somebody looks at it.
 *
 * @param number counts from 1
 * @param target path and query, as received
 * @param body as much of it as is kept
 * @param bodyLength of all of it; -1 if it was too large to be read
 * @param response with as much of its body as is kept
 * @param responseLength in characters
 */
@SuppressWarnings("ArrayRecordComponent") // It is never compared.
record LoggedRequest(
    long number,
    long atMillis,
    String method,
    String path,
    String target,
    HttpFields headers,
    byte[] body,
    int bodyLength,
    SandboxResponse response,
    int responseLength) {
  static final int MAX_BODY = 4 * 1024;
  static final int MAX_TARGET = 1024;

  static LoggedRequest of(
      long number, long now, Request request, Optional<byte[]> body, SandboxResponse response) {
    byte[] received = body.orElseGet(() -> new byte[0]);
    String target = request.getHttpURI().getPathQuery();
    String sent = response.body();
    return new LoggedRequest(
        number,
        now,
        request.getMethod(),
        cut(Request.getPathInContext(request), MAX_TARGET),
        cut(target == null ? "" : target, MAX_TARGET),
        request.getHeaders(),
        received.length <= MAX_BODY ? received : Arrays.copyOf(received, MAX_BODY),
        body.isPresent() ? received.length : -1,
        sent.length() <= MAX_BODY ? response : response.withBody(cut(sent, MAX_BODY)),
        sent.length());
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  /** The values of a header, in their order. */
  List<String> headerValues(String name) {
    return headers.getFields(name).stream().map(HttpField::getValue).toList();
  }

  /** What the sandbox found to be wrong; empty if nothing was. */
  Optional<String> diagnosis() {
    return Optional.ofNullable(response.headers().get(SandboxResponse.DIAGNOSIS));
  }

  boolean bodyIsCut() {
    return body.length < bodyLength;
  }

  boolean responseIsCut() {
    return response.body().length() < responseLength;
  }

  /** Leaves out what may be a secret: headers and bodies. */
  @Override
  public String toString() {
    return "request " + number;
  }
}
