package io.github.binancepay.tsp.webhook;

import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_BIZ_ID;
import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_BIZ_ID_STR;
import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_BIZ_STATUS;
import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_BIZ_TYPE;
import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_DATA;
import static io.github.binancepay.tsp.model.AuthorizationNotificationData.SERIALIZED_NAME_MERCHANT_ID;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.internal.envelope.MalformedBodyException;
import io.github.binancepay.tsp.internal.envelope.ModelJson;
import io.github.binancepay.tsp.model.AuthorizationNotification;
import io.github.binancepay.tsp.model.AuthorizationNotificationData;
import java.util.regex.Pattern;

/** Reads the body of a notification after its signature was verified. */
final class NotificationReader {
  private static final String TECH_PROVIDER = "TECH_PROVIDER";
  private static final String SAMPLE =
      "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizIdStr\":\"1\",\"bizStatus\":\"SUBMIT_AUTH_AGREE\","
          + "\"data\":\"{\\\"authorizationId\\\":\\\"1\\\",\\\"authorizationToken\\\":\\\"\\\","
          + "\\\"merchantId\\\":1,\\\"merchantName\\\":\\\"\\\",\\\"scopes\\\":[\\\"\\\"]}\"}";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,64}");

  /** Reads a sample, so that a missing class of Gson shows in {@code build()}. */
  void check() {
    try {
      Notification unused = read(SAMPLE.getBytes(UTF_8));
    } catch (MalformedBodyException e) {
      throw new AssertionError("the sample has the documented form", e);
    }
  }

  Notification read(byte[] body) throws MalformedBodyException {
    JsonObject object = ModelJson.object(ModelJson.decode(body));
    String data = text(object, SERIALIZED_NAME_DATA);
    if (!text(object, SERIALIZED_NAME_BIZ_TYPE).equals(TECH_PROVIDER)) {
      // The document describes no other kind, so that nothing is required.
      String bizId = text(object, SERIALIZED_NAME_BIZ_ID);
      return new Notification(
          text(object, SERIALIZED_NAME_BIZ_TYPE),
          bizId.isEmpty() ? text(object, SERIALIZED_NAME_BIZ_ID_STR) : bizId,
          text(object, SERIALIZED_NAME_BIZ_STATUS),
          data,
          null);
    }
    String bizId = id(object, SERIALIZED_NAME_BIZ_ID);
    // Some notifications have no bizIdStr, which repeats bizId.
    object.addProperty(SERIALIZED_NAME_BIZ_ID_STR, bizId);
    if (object.has(SERIALIZED_NAME_DATA) && !object.get(SERIALIZED_NAME_DATA).isJsonNull()) {
      object.addProperty(SERIALIZED_NAME_DATA, data);
    }
    AuthorizationNotification read =
        ModelJson.model(object.toString(), AuthorizationNotification.class);
    return new Notification(
        TECH_PROVIDER, bizId, read.getBizStatus(), data, authorization(read.getBizStatus(), data));
  }

  private static AuthorizationEvent authorization(String type, String json)
      throws MalformedBodyException {
    try {
      JsonObject data = ModelJson.object(json);
      String merchantId = id(data, SERIALIZED_NAME_MERCHANT_ID);
      return new AuthorizationEvent(
          type, merchantId, ModelJson.model(data.toString(), AuthorizationNotificationData.class));
    } catch (MalformedBodyException e) {
      throw new MalformedBodyException(SERIALIZED_NAME_DATA + ": " + e.getMessage());
    }
  }

  /** Returns a string as it is, another value as JSON, and an empty string for a missing value. */
  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    if (value == null || value.isJsonNull()) {
      return "";
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  // An id is a number in one place and a string in another, and may exceed a long. A number with an
  // exponent could not be written out in bounded memory. The model needs a number there.
  private static String id(JsonObject object, String name) throws MalformedBodyException {
    JsonElement value = object.get(name);
    String id = value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    boolean isText = !id.isBlank() && value.getAsJsonPrimitive().isString();
    if (!isText && !DIGITS.matcher(id).matches()) {
      throw new MalformedBodyException(name + " is missing, or neither a text nor 1 to 64 digits");
    }
    object.addProperty(name, 0);
    return id;
  }
}
