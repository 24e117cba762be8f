package io.github.binancepay.tsp.webhook;

import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_BIZ_ID;
import static io.github.binancepay.tsp.model.AuthorizationNotification.SERIALIZED_NAME_BIZ_ID_STR;
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
import org.jspecify.annotations.Nullable;

/** Reads the body of a notification, which may be of a kind that the document does not describe. */
final class NotificationReader {
  private static final String TECH_PROVIDER = "TECH_PROVIDER";
  private static final String SAMPLE =
      "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizIdStr\":\"1\",\"bizStatus\":\"SUBMIT_AUTH_AGREE\","
          + "\"data\":\"{\\\"authorizationId\\\":\\\"1\\\",\\\"authorizationToken\\\":\\\"\\\","
          + "\\\"merchantId\\\":1,\\\"merchantName\\\":\\\"\\\",\\\"scopes\\\":[\\\"\\\"]}\"}";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,64}");

  /** Reads one, so that what Gson may lack shows before one has come. */
  void check() {
    try {
      Notification unused = read(SAMPLE.getBytes(UTF_8));
    } catch (MalformedBodyException e) {
      throw new AssertionError("a notification like the provider's can be read", e);
    }
  }

  Notification read(byte[] body) throws MalformedBodyException {
    JsonObject object = ModelJson.object(ModelJson.decode(body));
    String bizId = id(object, SERIALIZED_NAME_BIZ_ID);
    // What notifications of other kinds have in another form, or lack; bizIdStr only repeats bizId.
    object.addProperty(SERIALIZED_NAME_BIZ_ID_STR, bizId);
    JsonElement data = object.get(SERIALIZED_NAME_DATA);
    if (data != null && !data.isJsonNull() && !data.isJsonPrimitive()) {
      object.addProperty(SERIALIZED_NAME_DATA, data.toString());
    }
    AuthorizationNotification read =
        ModelJson.model(object.toString(), AuthorizationNotification.class);
    return new Notification(
        read.getBizType(), bizId, read.getBizStatus(), read.getData(), authorization(read));
  }

  private @Nullable AuthorizationEvent authorization(AuthorizationNotification notification)
      throws MalformedBodyException {
    if (!notification.getBizType().equals(TECH_PROVIDER)) {
      return null;
    }
    try {
      JsonObject data = ModelJson.object(notification.getData());
      String merchantId = id(data, SERIALIZED_NAME_MERCHANT_ID);
      return new AuthorizationEvent(
          notification.getBizStatus(),
          merchantId,
          ModelJson.model(data.toString(), AuthorizationNotificationData.class));
    } catch (MalformedBodyException e) {
      throw new MalformedBodyException(SERIALIZED_NAME_DATA + ": " + e.getMessage());
    }
  }

  // An id is a number in one place and a text in another, and may exceed a long. A number with an
  // exponent could not be written out in bounded memory. The model has to have a number there.
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
