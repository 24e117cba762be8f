package io.github.binancepay.tsp.sandbox.internal.cli;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_BODY;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_SIGNATURE;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignatureDoctor;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.Check;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the sandbox's checks of a captured request, and describes those that fail. */
final class RequestExplanation {
  private final Capture capture;
  private final SandboxRequest request;
  private final SignatureCheck signatures;

  /** Mistakes, a sentence each. */
  final List<String> mistakes = new ArrayList<>();

  /** Facts that are no mistakes. */
  final List<String> remarks = new ArrayList<>();

  /** Makes the checks with the expected keys; the API key is empty if it is not known. */
  RequestExplanation(Capture capture, Optional<String> apiKey, String secretKey) {
    this.capture = capture;
    SandboxRequest all = capture.request();
    this.request =
        new SandboxRequest(
            all.method(),
            all.path(),
            all.query(),
            all.headers(),
            all.rawBody().filter(body -> body.length <= Limits.BODY_BYTES),
            all.receivedAtMillis());
    this.signatures = new SignatureCheck(secretKey);
    mistakes.addAll(capture.remarks());
    String accepted =
        apiKey.orElseGet(
            () ->
                request.headerValues(TransportChecks.API_KEY).stream()
                    .filter(key -> !signatures.isSecretKey(key))
                    .findFirst()
                    .orElse(""));
    Provider provider =
        new Provider(
            Provider.Settings.DEFAULTS,
            new ApiKeys(Map.of(accepted, secretKey)),
            new WebhookKeys(Optional.empty()),
            line -> {},
            (action, authorization) -> {});
    check(provider);
  }

  private void check(Provider provider) {
    boolean complete = true;
    for (Check check : TransportChecks.IN_ORDER) {
      if (!complete && check.code() != INVALID_REQUEST_BODY) {
        continue;
      }
      if (check.code() == INVALID_SIGNATURE) {
        checkSignature();
        continue;
      }
      Optional<String> mistake = check.finding().in(request, provider);
      mistake.ifPresent(what -> add(check, what));
      if (mistake.isPresent() && request.tooLarge()) {
        return;
      }
      complete &= mistake.isEmpty() || check.code() != MANDATORY_PARAM_EMPTY_OR_MALFORMED;
    }
    if (complete) {
      describeTime();
    }
  }

  private void add(Check check, String what) {
    String reason = check.code().getReason().replaceFirst("[.]$", "");
    String clock = capture.dated() ? what.replace("this clock", "its header Date") : what;
    mistakes.add(check.code().getValue() + " " + reason + ": " + clock + ".");
  }

  private void describeTime() {
    long timestamp = Long.parseLong(request.header(TransportChecks.TIMESTAMP));
    long fromDate = timestamp - request.receivedAtMillis();
    remarks.add(
        "The timestamp is "
            + Instant.ofEpochMilli(timestamp)
            + (capture.dated()
                ? String.format(Locale.ROOT, ", %+d ms from its header Date.", fromDate)
                : "; the capture does not say when the request was sent."));
  }

  private void checkSignature() {
    List<String> headers =
        List.of(TransportChecks.TIMESTAMP, TransportChecks.NONCE, TransportChecks.SIGNATURE);
    List<String> values = headers.stream().map(request::header).toList();
    if (signatures.passes(values.get(0), values.get(1), request.body(), values.get(2))) {
      remarks.add("The signature is right.");
    } else {
      mistakes.addAll(
          signatures.diagnose(request.signed(), SignatureDoctor.LARGE_BUDGET).sentences());
    }
  }
}
