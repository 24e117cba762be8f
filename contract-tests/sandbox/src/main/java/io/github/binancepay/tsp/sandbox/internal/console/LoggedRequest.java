package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Request with its response, cut where it is long.
 *
 * @param number counts from 1
 * @param body the start of the body
 * @param bodyLength length of the whole body in bytes; -1 if it was too large to be read
 * @param httpStatus status of the response; empty if the connection was dropped
 * @param responseHeaders headers of the sandbox's own
 * @param response the start of the response's body
 * @param responseLength length of the whole body in characters
 */
record LoggedRequest(
    long number,
    long atMillis,
    String method,
    String path,
    String query,
    List<SandboxRequest.Header> headers,
    String body,
    int bodyLength,
    Optional<Integer> httpStatus,
    List<SandboxRequest.Header> responseHeaders,
    String response,
    int responseLength,
    String summary) {
  /** Maximum length of a body that is kept. */
  static final int MAX_BODY = 4 * 1024;

  private static final int MAX_TARGET = 1024;
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([^\"]{1,32})\"");

  static LoggedRequest of(long number, SandboxRequest request, ProviderResponse response) {
    byte[] body = request.tooLarge() ? new byte[0] : request.body();
    Optional<ProviderResponse.Sent> sent =
        response instanceof ProviderResponse.Sent one ? Optional.of(one) : Optional.empty();
    List<SandboxRequest.Header> headers = new ArrayList<>();
    sent.ifPresent(
        one -> headers.add(new SandboxRequest.Header("Content-Type", one.contentType())));
    sent.flatMap(ProviderResponse.Sent::diagnosis)
        .map(found -> new SandboxRequest.Header(ProviderResponse.DIAGNOSIS_HEADER, found))
        .ifPresent(headers::add);
    String sentBody = sent.map(ProviderResponse.Sent::body).orElse("");
    return new LoggedRequest(
        number,
        request.receivedAtMillis(),
        request.method(),
        cut(request.path(), MAX_TARGET),
        cut(request.query(), MAX_TARGET),
        request.headers(),
        new String(Arrays.copyOf(body, Math.min(body.length, MAX_BODY)), UTF_8),
        request.tooLarge() ? -1 : body.length,
        sent.map(ProviderResponse.Sent::httpStatus),
        headers,
        cut(sentBody, MAX_BODY),
        sentBody.length(),
        response.summary());
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private Optional<String> code() {
    Matcher code = CODE.matcher(response);
    return code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }

  private boolean isSuccess() {
    return code().equals(Optional.of(ResultCode.SUCCESS.getValue()));
  }

  /** JSON of a request with its response. */
  record View(
      long number,
      String time,
      String method,
      String path,
      String operation,
      Integer httpStatus,
      String code,
      String codeName,
      String diagnosis,
      Message request,
      Message response) {}

  /** JSON of a request or a response. */
  record Message(String target, List<SandboxRequest.Header> headers, String body, int bodyLength) {}

  /** {@return its JSON, without secrets} */
  View view(Redaction redaction) {
    return new View(
        number,
        Instant.ofEpochMilli(atMillis).toString(),
        method,
        redaction.target(path),
        Operations.at(path).map(Operation::operationId).orElse(null),
        httpStatus.orElse(null),
        code().orElse(null),
        code().flatMap(LoggedRequest::name).orElse(null),
        isSuccess() ? null : redaction.text(diagnosis()),
        new Message(
            redaction.target(query.isEmpty() ? path : path + "?" + query),
            redaction.headers(headers),
            redaction.body(body),
            bodyLength),
        new Message(
            null, redaction.headers(responseHeaders), redaction.body(response), responseLength));
  }

  private String diagnosis() {
    return responseHeaders.stream()
        .filter(header -> header.name().equals(ProviderResponse.DIAGNOSIS_HEADER))
        .map(SandboxRequest.Header::value)
        .findFirst()
        .orElse(summary);
  }

  private static Optional<String> name(String code) {
    return Arrays.stream(ResultCode.values())
        .filter(known -> known.getValue().equals(code))
        .map(Enum::name)
        .findFirst();
  }

  /** Leaves out headers and bodies, which may be secrets. */
  @Override
  public String toString() {
    return "request " + number;
  }
}
