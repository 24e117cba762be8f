package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.HeaderDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NotificationDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.TimestampDoctor;
import io.github.binancepay.tsp.sandbox.internal.provider.StrictJson;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies a captured notification, and says what is wrong with it. */
final class NotificationVerification {
  // The provider documents none; receivers take some minutes.
  private static final long WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final List<String> HEADERS =
      List.of(
          TransportChecks.TIMESTAMP,
          TransportChecks.NONCE,
          TransportChecks.API_KEY,
          TransportChecks.SIGNATURE);

  // A person waits for it, and nobody else.
  private static final Duration SEARCH_LIMIT = Duration.ofSeconds(2);

  private final CapturedRequest notification;
  private final List<ProviderKey> keys;
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  NotificationVerification(CapturedRequest notification, List<ProviderKey> keys) {
    this.notification = notification;
    this.keys = keys;
    mistakes.addAll(notification.remarks());
    if (hasHeaders()) {
      verify();
      judgeTime();
    }
  }

  /** What is wrong, a sentence each. */
  List<String> mistakes() {
    return mistakes;
  }

  /** What was verified. */
  List<String> remarks() {
    return remarks;
  }

  private boolean hasHeaders() {
    boolean complete = true;
    for (String name : HEADERS) {
      List<String> values = notification.values(name);
      if (values.size() != 1) {
        mistakes.add(
            sentence(
                values.isEmpty()
                    ? HeaderDoctor.missing(
                        name,
                        notification.headers().stream().map(CapturedRequest.Header::name).toList(),
                        notification.query())
                    : HeaderDoctor.duplicate(name, values)));
        complete = false;
      }
    }
    return complete;
  }

  private void verify() {
    String serial = header(TransportChecks.API_KEY);
    Optional<ProviderKey> named =
        keys.stream().filter(key -> key.serial().equalsIgnoreCase(serial)).findFirst();
    Optional<ProviderKey> fitting =
        decoded(header(TransportChecks.SIGNATURE))
            .flatMap(
                signature ->
                    keys.stream().filter(key -> key.verifies(signed(), signature)).findFirst());
    if (fitting.isPresent() && (named.isEmpty() || named.equals(fitting))) {
      remarks.add("The signature is right, by the key " + fitting.get().serial() + ".");
    } else if (fitting.isPresent()) {
      mistakes.add(
          "The signature is right, but by the key "
              + fitting.get().serial()
              + ", while the header "
              + TransportChecks.API_KEY
              + " names another: verify with the key whose serial the header has.");
    } else {
      diagnose(named);
    }
    if (named.isEmpty()) {
      mistakes.add(
          "The header "
              + TransportChecks.API_KEY
              + " names a key that is not one of those given ("
              + String.join(", ", keys.stream().map(ProviderKey::serial).toList())
              + "): query the certificates again.");
    }
    readEvent(fitting.isPresent());
  }

  private void judgeTime() {
    String timestamp = header(TransportChecks.TIMESTAMP);
    if (!timestamp.matches("[0-9]{1,18}")) {
      mistakes.add(sentence(TimestampDoctor.form(TransportChecks.TIMESTAMP, timestamp)));
      return;
    }
    CapturedTime time = new CapturedTime(timestamp, notification.time(), WINDOW_MILLIS);
    time.mistake().ifPresent(what -> mistakes.add("The timestamp is not right: " + what + "."));
    remarks.add(time.description());
  }

  private void diagnose(Optional<ProviderKey> named) {
    List<PublicKey> namedFirst = new ArrayList<>();
    named.ifPresent(key -> namedFirst.add(key.key()));
    keys.stream()
        .filter(key -> !named.equals(Optional.of(key)))
        .forEach(key -> namedFirst.add(key.key()));
    mistakes.addAll(
        NotificationDoctor.diagnose(
                header(TransportChecks.TIMESTAMP),
                header(TransportChecks.NONCE),
                notification.body(),
                header(TransportChecks.SIGNATURE),
                namedFirst,
                SEARCH_LIMIT)
            .sentences());
  }

  /** The signature; empty if it is not base64. */
  private static Optional<byte[]> decoded(String signature) {
    try {
      return Optional.of(Base64.getDecoder().decode(signature.replaceAll("\\s", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] signed() {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(
        (header(TransportChecks.TIMESTAMP) + "\n" + header(TransportChecks.NONCE) + "\n")
            .getBytes(US_ASCII));
    signed.writeBytes(notification.body());
    signed.write('\n');
    return signed.toByteArray();
  }

  private void readEvent(boolean verified) {
    Optional<Map<String, JsonElement>> json = StrictJson.object(notification.body());
    if (json.isEmpty()) {
      mistakes.add("The body is not one JSON object in UTF-8.");
    } else if (verified) {
      remarks.addAll(event(json.get()));
    }
  }

  /** What happened to whom, without the token. */
  private static List<String> event(Map<String, JsonElement> json) {
    List<String> lines = new ArrayList<>();
    for (String name : List.of("bizType", "bizStatus", "bizId")) {
      add(lines, name, json.get(name));
    }
    JsonElement data = json.get("data");
    if (data != null && data.isJsonPrimitive() && data.getAsJsonPrimitive().isString()) {
      StrictJson.object(data.getAsString().getBytes(StandardCharsets.UTF_8))
          .ifPresent(
              members -> {
                for (String name :
                    List.of("authorizationId", "merchantId", "merchantName", "scopes")) {
                  add(lines, name, members.get(name));
                }
                if (members.containsKey("authorizationToken")) {
                  lines.add("  authorizationToken: ****");
                }
              });
    }
    return lines;
  }

  private static void add(List<String> lines, String name, JsonElement value) {
    if (value != null) {
      String text = value.isJsonPrimitive() ? value.getAsString() : value.toString();
      // What would move the cursor or turn the text around is of no use to a reader.
      lines.add("  " + name + ": " + text.replaceAll("[\\p{C}\\u2028\\u2029]", "?"));
    }
  }

  private String header(String name) {
    return notification.values(name).get(0);
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
