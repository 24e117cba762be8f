package io.github.binancepay.tsp.sandbox.internal.cli;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_BODY;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_SIGNATURE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_TIMESTAMP;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignatureDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.TimestampDoctor;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the sandbox's checks of a captured request, and describes those that fail. */
final class RequestExplanation {
  /** Checks that need the moment of receiving, or are made here in more detail. */
  private static final Set<ResultCode> NOT_OF_A_CAPTURE =
      EnumSet.of(INVALID_TIMESTAMP, INVALID_SIGNATURE, INVALID_REQUEST);

  private static final long WINDOW_MILLIS = Limits.WINDOW.toMillis();

  private final CapturedRequest captured;
  private final SandboxRequest request;
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /** Makes the checks with the expected keys; the API key is empty if it is not known. */
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

  /** {@return what is wrong, a sentence each} */
  List<String> mistakes() {
    return mistakes;
  }

  /** {@return what is right, and other facts} */
  List<String> remarks() {
    return remarks;
  }

  /** Makes the checks that need no clock; returns whether a signature can be checked. */
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
    String timestamp = request.header(TransportChecks.TIMESTAMP);
    long millis = Long.parseLong(timestamp);
    String said = "The timestamp is " + Instant.ofEpochMilli(millis);
    if (captured.date().isEmpty()) {
      // Milliseconds have 13 digits in the years 2001 to 2286.
      String what =
          switch (Long.toString(millis).length()) {
            case 13 -> "";
            case 10 -> "it is in seconds; send milliseconds";
            case 16 -> "it is in microseconds; send milliseconds";
            default -> "it is not of these years; send the milliseconds since 1970";
          };
      if (!what.isEmpty()) {
        add(INVALID_TIMESTAMP, what);
      }
      remarks.add(said + "; the capture does not say when the request was sent.");
      return;
    }
    // A header Date has whole seconds: the moment in it that is nearest to the timestamp.
    long second = captured.date().get().toEpochMilli();
    long sent = Math.max(second, Math.min(second + 999, millis));
    if (Math.abs(millis - sent) > WINDOW_MILLIS) {
      String what = TimestampDoctor.value(timestamp, sent, WINDOW_MILLIS);
      add(INVALID_TIMESTAMP, what.replace("this clock", "its header Date"));
    }
    remarks.add(said + String.format(Locale.ROOT, ", %+d ms from its header Date.", millis - sent));
  }

  private void judgeSignature(SignatureCheck check) {
    String timestamp = request.header(TransportChecks.TIMESTAMP);
    String nonce = request.header(TransportChecks.NONCE);
    String received = request.header(TransportChecks.SIGNATURE);
    if (check.passes(timestamp, nonce, captured.body(), received)) {
      remarks.add(0, "The signature is right.");
    } else {
      mistakes.addAll(check.diagnose(request.signed(), SignatureDoctor.LARGE_BUDGET).sentences());
    }
  }

  private void add(ResultCode code, String what) {
    String reason = code.getReason().replaceFirst("[.]$", "");
    mistakes.add(code.getValue() + " " + reason + ": " + what + ".");
  }
}
