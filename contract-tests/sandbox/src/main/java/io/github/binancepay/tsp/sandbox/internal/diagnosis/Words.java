package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import com.google.gson.JsonElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Texts of a request that the arguments of the table name, such as {@code {apiKey}}. */
final class Words {
  // A body of the API has five; every member more is another row.
  private static final int MAX_MEMBERS = 20;

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> members = new ArrayList<>();
  private final String secretKey;
  private final String timestamp;

  Words(SignedRequest request, String secretKey) {
    this.secretKey = secretKey;
    this.timestamp = request.timestamp();
    Body.of(request.body())
        .json()
        .map(JsonBody::value)
        .filter(JsonElement::isJsonObject)
        .ifPresent(
            value ->
                value.getAsJsonObject().keySet().stream().limit(MAX_MEMBERS).forEach(members::add));
    put("bom", "\ufeff");
    put("apiKey", request.apiKey());
    put("secretKey", secretKey);
    put("method", request.method());
    put("path", request.path());
    String nonce = request.nonce();
    put("lowerNonce", nonce.toLowerCase(Locale.ROOT));
    put("upperNonce", nonce.toUpperCase(Locale.ROOT));
    put("dashedNonce", nonce.replaceAll("^(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5"));
    long millis = millis();
    put("seconds", Long.toString(millis / 1000));
    put("nextSecond", Long.toString(millis / 1000 + 1));
    put("fraction", String.format(Locale.ROOT, "%03d", millis % 1000));
    put("double", Double.toString((double) millis));
    put("grouped", String.format(Locale.ROOT, "%,d", millis));
    put("hex", Long.toHexString(millis));
    put("date", Instant.ofEpochMilli(millis).toString());
  }

  private void put(String name, String text) {
    texts.put("{" + name + "}", text);
  }

  String secretKey() {
    return secretKey;
  }

  /** {@return the timestamp as a number; 0 if it is none} */
  long millis() {
    return timestamp.matches("[0-9]{1,15}") ? Long.parseLong(timestamp) : 0;
  }

  /** {@return the names of the body's members} */
  List<String> members() {
    return members;
  }

  String fill(String argument) {
    String filled = argument;
    if (argument.indexOf('{') >= 0) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        filled = filled.replace(text.getKey(), text.getValue());
      }
    }
    return filled;
  }
}
