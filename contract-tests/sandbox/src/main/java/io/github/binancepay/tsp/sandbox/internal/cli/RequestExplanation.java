package io.github.binancepay.tsp.sandbox.internal.cli;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_BODY;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_SIGNATURE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_TIMESTAMP;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.Check;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the sandbox's checks of a captured request, and says what does not pass. */
final class RequestExplanation {
  /** Those that are about the moment of receiving, or made here in more detail. */
  private static final Set<ResultCode> NOT_OF_A_CAPTURE =
      EnumSet.of(INVALID_TIMESTAMP, INVALID_SIGNATURE, INVALID_REQUEST);

  // A person waits for it, and nobody else.
  private static final Duration SEARCH_LIMIT = Duration.ofSeconds(2);

  private final CapturedRequest captured;
  private final SandboxRequest request;
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param apiKey the one that the request should have; empty if it is not known
   * @param secretKey that the request should be signed with
   */
  RequestExplanation(CapturedRequest captured, Optional<String> apiKey, String secretKey) {
    this.captured = captured;
    byte[] body = captured.body();
    this.request =
        new SandboxRequest(
            captured.method(),
            captured.path(),
            captured.query(),
            captured.headers().stream()
                .map(one -> new SandboxRequest.Header(one.name(), one.value()))
                .toList(),
            body.length > Limits.BODY_BYTES ? Optional.empty() : Optional.of(body),
            0);
    mistakes.addAll(captured.remarks());
    SignatureCheck check = new SignatureCheck(secretKey);
    String accepted =
        apiKey.orElseGet(
            () ->
                captured.values(TransportChecks.API_KEY).stream()
                    .filter(key -> !check.isSecretKey(key))
                    .findFirst()
                    .orElse(""));
    if (passesTransport(accepted, secretKey)) {
      judgeTime();
      judgeSignature(check);
    }
  }

  /** What is wrong, a sentence each. */
  List<String> mistakes() {
    return mistakes;
  }

  /** What is right, and what else there is to know. */
  List<String> remarks() {
    return remarks;
  }

  /** Makes the checks that need no clock; returns whether there is enough to check a signature. */
  private boolean passesTransport(String apiKey, String secretKey) {
    Provider provider =
        new Provider(
            Provider.Settings.DEFAULTS,
            new ApiKeys(Map.of(apiKey, secretKey)),
            new WebhookKeys(Optional.empty()),
            line -> {},
            (action, authorization) -> {});
    boolean complete = true;
    for (Check check : TransportChecks.IN_ORDER) {
      boolean ofHeaders = check.code() != INVALID_REQUEST_BODY;
      if (NOT_OF_A_CAPTURE.contains(check.code()) || (ofHeaders && !complete)) {
        continue;
      }
      Optional<String> found = check.finding().in(request, provider);
      found.ifPresent(what -> add(check.code(), what));
      if (request.tooLarge() && found.isPresent()) {
        return false;
      }
      complete &= found.isEmpty() || check.code() != MANDATORY_PARAM_EMPTY_OR_MALFORMED;
    }
    return complete;
  }

  private void judgeTime() {
    String text = request.header(TransportChecks.TIMESTAMP);
    CapturedTime time = new CapturedTime(text, captured.time(), 1000);
    time.mistake().ifPresent(what -> add(INVALID_TIMESTAMP, what));
    remarks.add(time.description());
  }

  private void judgeSignature(SignatureCheck check) {
    String timestamp = request.header(TransportChecks.TIMESTAMP);
    String nonce = request.header(TransportChecks.NONCE);
    String received = request.header(TransportChecks.SIGNATURE);
    if (check.passes(timestamp, nonce, captured.body(), received)) {
      remarks.add(0, "The signature is right.");
    } else if (captured
        .file()
        .filter(file -> check.passes(timestamp, nonce, file, received))
        .isPresent()) {
      add(
          INVALID_SIGNATURE,
          "the file was signed with its line ends, which curl's -d leaves out; send it with"
              + " --data-binary");
    } else {
      mistakes.addAll(check.diagnose(request.signed(), SEARCH_LIMIT).sentences());
    }
  }

  private void add(ResultCode code, String what) {
    String reason = code.getReason().replaceFirst("[.]$", "");
    mistakes.add(code.getValue() + " " + reason + ": " + what + ".");
  }
}
