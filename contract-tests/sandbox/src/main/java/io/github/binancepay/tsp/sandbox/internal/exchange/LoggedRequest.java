package io.github.binancepay.tsp.sandbox.internal.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Request with its response as the JSON has it, without secrets.
 *
 * @param number counts from 1
 * @param operation null if the path has none
 * @param httpStatus null if the connection was dropped
 * @param code null if the response has none
 * @param diagnosis null if the response is a success
 */
public record LoggedRequest(
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
    Message response) {
  /**
   * Headers and body.
   *
   * @param target path and query of a request
   * @param body the start of the body
   * @param bodyLength length of the whole body; -1 if it was too large to be read
   */
  record Message(String target, List<Header> headers, String body, int bodyLength) {}

  /** Maximum length of a body that is kept. */
  static final int MAX_BODY = 4 * 1024;

  private static final int MAX_TARGET = 1024;
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([^\"]{1,32})\"");

  static LoggedRequest of(
      long number, SandboxRequest request, ProviderResponse response, Redaction redaction) {
    String path = cut(request.path(), MAX_TARGET);
    String query = cut(request.query(), MAX_TARGET);
    Optional<ProviderResponse.Sent> sent =
        response instanceof ProviderResponse.Sent one ? Optional.of(one) : Optional.empty();
    String sentBody = sent.map(ProviderResponse.Sent::body).orElse("");
    Optional<String> found = sent.flatMap(ProviderResponse.Sent::diagnosis);
    Optional<String> code =
        CODE.matcher(sentBody).results().findFirst().map((MatchResult match) -> match.group(1));
    byte[] body = request.tooLarge() ? new byte[0] : request.body();
    return new LoggedRequest(
        number,
        Instant.ofEpochMilli(request.receivedAtMillis()).toString(),
        request.method(),
        redaction.target(path),
        Operations.at(path).map(Operation::operationId).orElse(null),
        sent.map(ProviderResponse.Sent::httpStatus).orElse(null),
        code.orElse(null),
        code.flatMap(LoggedRequest::name).orElse(null),
        sent.isPresent() && code.equals(Optional.of(ResultCode.SUCCESS.getValue()))
            ? null
            : redaction.text(found.orElse(response.summary())),
        new Message(
            redaction.target(query.isEmpty() ? path : path + "?" + query),
            redaction.headers(request.headers()),
            redaction.body(new String(Arrays.copyOf(body, Math.min(body.length, MAX_BODY)), UTF_8)),
            request.tooLarge() ? -1 : body.length),
        new Message(
            null,
            redaction.headers(
                Stream.concat(
                        sent.map(one -> new Header("Content-Type", one.contentType())).stream(),
                        found
                            .map(text -> new Header(ProviderResponse.DIAGNOSIS_HEADER, text))
                            .stream())
                    .toList()),
            redaction.body(cut(sentBody, MAX_BODY)),
            sentBody.length()));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static Optional<String> name(String code) {
    return Arrays.stream(ResultCode.values())
        .filter(known -> known.getValue().equals(code))
        .map(Enum::name)
        .findFirst();
  }

  @Override
  public String toString() {
    return "request " + number;
  }
}
