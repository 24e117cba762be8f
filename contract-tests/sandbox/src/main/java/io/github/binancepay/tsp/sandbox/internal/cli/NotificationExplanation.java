package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.HeaderDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NotificationDoctor;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
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

/** Gives the verdict of the client's own verifier on a captured notification, with advice. */
final class NotificationExplanation {
  private final SandboxRequest notification;
  private final CertificateSource certificates;
  final List<String> mistakes = new ArrayList<>();
  final List<String> remarks = new ArrayList<>();

  private NotificationExplanation(Capture capture, CertificateSource certificates) {
    this.notification = capture.request();
    this.certificates = certificates;
    mistakes.addAll(capture.remarks());
    for (String name : TransportChecks.HEADERS) {
      List<String> values = notification.headerValues(name);
      if (values.size() > 1) {
        String duplicate = HeaderDoctor.duplicate(name, values);
        mistakes.add("The notification has a " + duplicate + ".");
      }
    }
    verify();
  }

  /** Verifies a notification with public keys in PEM. */
  static NotificationExplanation of(Capture capture, List<String> keys) {
    try {
      CertificateSource certificates = CertificateSource.of(keys.toArray(String[]::new));
      return new NotificationExplanation(capture, certificates);
    } catch (IllegalArgumentException e) {
      throw new InputException("--certificate: " + e.getMessage());
    }
  }

  /** Verifies a notification with the certificates of a running sandbox. */
  static NotificationExplanation of(
      Capture capture, String sandbox, String apiKey, String secretKey) {
    try (BinancePayClient client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(apiKey, secretKey))
            .baseUrl(sandbox)
            .build()) {
      return new NotificationExplanation(capture, CertificateSource.from(client));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InputException("--from-sandbox " + e.getMessage());
    }
  }

  private void verify() {
    // Verified at the time of the capture.
    Instant received = Instant.ofEpochMilli(notification.receivedAtMillis());
    try {
      Notification valid =
          WebhookVerifier.builder()
              .certificates(certificates)
              .clock(Clock.fixed(received, ZoneOffset.UTC))
              .build()
              .verify(this::header, notification.body());
      remarks.add("The notification is valid.");
      remarks.add("  bizType: " + Terminal.printable(valid.bizType()));
      remarks.add("  bizStatus: " + Terminal.printable(valid.bizStatus()));
      remarks.add("  bizId: " + Terminal.printable(valid.bizId()));
    } catch (InvalidNotificationException e) {
      mistakes.add(e.getMessage() + ".");
      mistakes.add(advice(e.reason()));
      if (e.reason() == Reason.INVALID_SIGNATURE || e.reason() == Reason.MALFORMED_HEADER) {
        diagnose(e.reason());
      }
    } catch (BinancePayException e) {
      throw new InputException("--from-sandbox gives no certificates: " + e.getMessage());
    }
  }

  private void diagnose(Reason reason) {
    if (TransportChecks.HEADERS.stream().allMatch(name -> header(name) != null)) {
      certificates
          .find(header(TransportChecks.API_KEY))
          .map(key -> NotificationDoctor.diagnose(notification.signed(), key))
          .filter(what -> what.explained() || reason == Reason.INVALID_SIGNATURE)
          .ifPresent(what -> mistakes.addAll(what.sentences()));
    }
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
    return notification.headerValues(name).stream().findFirst().orElse(null);
  }
}
