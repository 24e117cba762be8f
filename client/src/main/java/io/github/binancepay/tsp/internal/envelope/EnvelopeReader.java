package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the envelope of one operation, or the exception that fits, of whatever was received. The
 * envelope decides, not the HTTP status.
 */
public final class EnvelopeReader<T> {
  private static final List<String> PROVIDER_MESSAGES = List.of("errorMessage", "msg", "errorData");

  private final ResponseBinder binder;
  private final Class<T> envelopeType;
  private final boolean safeToRepeat;
  private final boolean hasData;

  /**
   * A reader for one operation.
   *
   * @param envelopeType the generated model of its response, with status, code and perhaps data
   * @param safeToRepeat what the exceptions say of trying again follows from it
   */
  public EnvelopeReader(Gson gson, Class<T> envelopeType, boolean safeToRepeat) {
    this.binder = new ResponseBinder(gson);
    this.envelopeType = envelopeType;
    this.safeToRepeat = safeToRepeat;
    this.hasData = hasData(envelopeType);
  }

  private static boolean hasData(Class<?> envelopeType) {
    for (Property property : Property.of(envelopeType)) {
      if (property.name.equals("data")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads one response.
   *
   * @param clockSkew gives the provider's clock minus this host's, or null if the response has no
   *     date; asked for a rejection only, since reading a date takes long
   * @throws ApiException if the provider rejected the request
   * @throws MalformedResponseException if it is neither a rejection nor a whole success
   */
  public T read(int httpStatus, byte[] body, Supplier<Duration> clockSkew) {
    try {
      JsonObject envelope = StrictJson.read(body);
      String code = code(envelope);
      if (!isSuccess(code, envelope.get("status"))) {
        throw new ApiException(
            httpStatus, code, providerMessage(envelope), clockSkew.get(), safeToRepeat);
      }
      requireData(envelope);
      return binder.model(envelope, envelopeType);
    } catch (MalformedBodyException e) {
      throw malformed(httpStatus, e.getMessage());
    }
  }

  /** Whether a body is the provider's rejection of a timestamp. */
  public static boolean rejectsTimestamp(byte[] body) {
    try {
      return code(StrictJson.read(body)).equals(ResultCode.INVALID_TIMESTAMP.getValue());
    } catch (MalformedBodyException e) {
      return false;
    }
  }

  boolean isSafeToRepeat() {
    return safeToRepeat;
  }

  MalformedResponseException malformed(int httpStatus, String problem) {
    return new MalformedResponseException(httpStatus, problem, null, safeToRepeat);
  }

  private static String code(JsonObject envelope) throws MalformedBodyException {
    JsonElement code = envelope.get("code");
    if (code == null || !code.isJsonPrimitive() || code.getAsJsonPrimitive().isBoolean()) {
      throw new MalformedBodyException("code is missing");
    }
    return code.getAsString();
  }

  private static boolean isSuccess(String code, JsonElement status) throws MalformedBodyException {
    if (!code.equals(ResultCode.SUCCESS.getValue())) {
      return false;
    }
    if (ResponseBinder.isAbsent(status)) {
      throw new MalformedBodyException("code is 000000 but status is missing");
    }
    return ResponseBinder.isText(status) && status.getAsString().equals("SUCCESS");
  }

  // The document cannot require data, for a failure has none; a success has to have them.
  private void requireData(JsonObject envelope) throws MalformedBodyException {
    if (hasData && ResponseBinder.isAbsent(envelope.get("data"))) {
      throw new MalformedBodyException("data is missing");
    }
  }

  private static String providerMessage(JsonObject envelope) {
    for (String name : PROVIDER_MESSAGES) {
      JsonElement message = envelope.get(name);
      if (ResponseBinder.isText(message) && !message.getAsString().isBlank()) {
        return message.getAsString();
      }
    }
    return null;
  }
}
