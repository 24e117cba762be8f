package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.Diagnosis;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.HeaderDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NotificationDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignedRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.InvalidNotificationException.Reason;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Gives the verdict of the client's own verifier on a captured notification, with advice. */
final class NotificationExplanation {
  private final CapturedRequest captured;
  private final CertificateSource certificates;
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN [A-Z ]+-----[^-]*-----END [^-]+-----");

  private NotificationExplanation(CapturedRequest captured, CertificateSource certificates) {
    this.captured = captured;
    this.certificates = certificates;
    mistakes.addAll(captured.remarks());
    TransportChecks.HEADERS.stream()
        .filter(name -> captured.values(name).size() > 1)
        .map(name -> HeaderDoctor.duplicate(name, captured.values(name)))
        .forEach(what -> mistakes.add("The notification has a " + what + "."));
    verify();
  }

  /** Verifies a notification with public keys in PEM. */
  static NotificationExplanation of(CapturedRequest captured, List<String> files) {
    List<String> keys = new ArrayList<>();
    for (String text : files) {
      List<String> found =
          PEM.matcher(text.replace("\r\n", "\n")).results().map(MatchResult::group).toList();
      keys.addAll(found.isEmpty() ? List.of(text) : found);
    }
    try {
      return new NotificationExplanation(
          captured, CertificateSource.of(keys.toArray(String[]::new)));
    } catch (IllegalArgumentException e) {
      throw new InputException("--certificate: " + Terminal.printable(e.getMessage()));
    }
  }

  /** Verifies a notification with the certificates of a running sandbox. */
  static NotificationExplanation of(CapturedRequest captured, String sandbox, SigningKeys keys) {
    try (BinancePayClient client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(keys.apiKey(), keys.secretKey()))
            .baseUrl(sandbox)
            .build()) {
      return new NotificationExplanation(captured, CertificateSource.from(client));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InputException("--from-sandbox " + Terminal.printable(e.getMessage()));
    }
  }

  /** {@return whether a captured request is a notification} */
  static boolean isNotification(CapturedRequest request) {
    return new String(request.body(), ISO_8859_1).contains("\"bizType\"");
  }

  List<String> mistakes() {
    return mistakes;
  }

  List<String> remarks() {
    return remarks;
  }

  private void verify() {
    try {
      Notification notification =
          WebhookVerifier.builder()
              .certificates(certificates)
              .clock(Clock.fixed(received(), ZoneOffset.UTC))
              .build()
              .verify(this::header, captured.body());
      remarks.add("The notification is valid.");
      remarks.add("  bizType: " + Terminal.printable(notification.bizType()));
      remarks.add("  bizStatus: " + Terminal.printable(notification.bizStatus()));
      remarks.add("  bizId: " + Terminal.printable(notification.bizId()));
    } catch (InvalidNotificationException e) {
      Optional<Diagnosis> diagnosis = diagnosis(e.reason());
      mistakes.add(e.getMessage() + ".");
      mistakes.add(advice(e.reason()));
      diagnosis.ifPresent(found -> mistakes.addAll(found.sentences()));
    } catch (BinancePayException e) {
      throw new InputException("--from-sandbox gives no certificates: " + e.getMessage());
    }
  }

  /** {@return the time of the capture; that of the notification if the capture has none} */
  private Instant received() {
    String timestamp = header(TransportChecks.TIMESTAMP);
    return captured
        .date()
        .orElse(
            timestamp != null && timestamp.matches("[0-9]{13}")
                ? Instant.ofEpochMilli(Long.parseLong(timestamp))
                : Instant.now());
  }

  private Optional<Diagnosis> diagnosis(Reason reason) {
    if (reason != Reason.INVALID_SIGNATURE && reason != Reason.MALFORMED_HEADER) {
      return Optional.empty();
    }
    String serial = header(TransportChecks.API_KEY);
    String nonce = header(TransportChecks.NONCE);
    String timestamp = header(TransportChecks.TIMESTAMP);
    String signature = header(TransportChecks.SIGNATURE);
    if (serial == null || nonce == null || timestamp == null || signature == null) {
      return Optional.empty();
    }
    return certificates
        .find(serial)
        .map(
            key ->
                NotificationDoctor.diagnose(
                    new SignedRequest(
                        captured.method(),
                        captured.path(),
                        serial,
                        timestamp,
                        nonce,
                        captured.body(),
                        signature),
                    key))
        .filter(found -> found.explained() || reason == Reason.INVALID_SIGNATURE);
  }

  private static String advice(Reason reason) {
    return switch (reason) {
      case BODY_TOO_LARGE -> "A genuine notification has a few KiB: reject this one.";
      case MISSING_HEADER -> "Configure proxies and gateways to pass on all four headers.";
      case MALFORMED_HEADER -> "Pass on the headers unchanged, without decoding them.";
      case UNKNOWN_CERTIFICATE ->
          "Query the certificates again: the provider may use a new key. A sandbox has a new one"
              + " after each start without --webhook-key.";
      case SHORT_KEY -> "Check that the key is the provider's: its keys have 2048 bits or more.";
      case INVALID_SIGNATURE -> "Verify the raw bytes of the body, and reject what fails.";
      case OUTSIDE_TIME_WINDOW ->
          "Verify a notification when it arrives, and synchronize the clock of the receiver.";
      case MALFORMED_BODY -> "Report this to the provider: the signature is right.";
    };
  }

  private String header(String name) {
    List<String> values = captured.values(name);
    return values.isEmpty() ? null : values.get(0);
  }
}
