package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the response of one operation: an envelope of success, or the exception for any other body.
 * The envelope decides, not the HTTP status.
 */
public final class EnvelopeReader<T> {
  private static final String SUCCESS = "SUCCESS";
  private static final List<String> PROVIDER_MESSAGES = List.of("errorMessage", "msg", "errorData");

  private final ModelAdapter<T> adapter;
  private final boolean safeToRepeat;

  /**
   * Creates a reader for one operation.
   *
   * @param envelopeType the generated model of its response, with status, code and perhaps data
   * @param safeToRepeat whether the operation only reads; the exceptions say so
   */
  public EnvelopeReader(Class<T> envelopeType, boolean safeToRepeat) {
    this.adapter = ModelJson.adapter(envelopeType);
    this.safeToRepeat = safeToRepeat;
  }

  /**
   * Reads one response.
   *
   * @param clockSkew supplies the provider's clock minus this host's, or null if the response has
   *     no date; called only for a rejection
   * @throws ApiException if the provider rejected the request
   * @throws MalformedResponseException if it is neither a rejection nor a complete success
   */
  public T read(int httpStatus, byte[] body, Supplier<Duration> clockSkew) {
    try {
      String json = ModelJson.decode(body);
      MalformedBodyException problem;
      try {
        T envelope = ModelJson.read(json, adapter);
        if (isSuccess(envelope)) {
          return envelope;
        }
        problem = new MalformedBodyException("data is missing");
      } catch (MalformedBodyException e) {
        problem = e;
      }
      // A rejection may lack what a success has, or have it in another form.
      JsonObject envelope = ModelJson.object(json);
      String code = code(envelope);
      JsonElement status = envelope.get("status");
      if (isSuccess(code, status == null || status.isJsonNull() ? SUCCESS : text(status))) {
        throw problem;
      }
      throw new ApiException(
          httpStatus, code, providerMessage(envelope), clockSkew.get(), safeToRepeat);
    } catch (MalformedBodyException e) {
      boolean notJson = e.getMessage().equals(ModelJson.NOT_JSON);
      throw malformed(httpStatus, notJson ? notJson(body) : e.getMessage());
    }
  }

  /** Returns whether a body is the provider's rejection of a timestamp. */
  public static boolean rejectsTimestamp(byte[] body) {
    try {
      return code(ModelJson.object(ModelJson.decode(body)))
          .equals(ResultCode.INVALID_TIMESTAMP.getValue());
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

  // The document cannot require data, which a failure lacks.
  private boolean isSuccess(T envelope) {
    return isSuccess(adapter.value("code", envelope), adapter.value("status", envelope))
        && (!adapter.has("data") || adapter.value("data", envelope) != null);
  }

  private static boolean isSuccess(Object code, Object status) {
    return ResultCode.SUCCESS.getValue().equals(code) && SUCCESS.equals(status);
  }

  private static String code(JsonObject envelope) throws MalformedBodyException {
    String code = text(envelope.get("code"));
    if (code == null) {
      throw new MalformedBodyException("code is missing");
    }
    return code;
  }

  private static String providerMessage(JsonObject envelope) {
    return PROVIDER_MESSAGES.stream()
        .map(name -> text(envelope.get(name)))
        .filter(message -> message != null && !message.isBlank())
        .findFirst()
        .orElse(null);
  }

  // The same values as a model accepts in place of a string, apart from a boolean.
  private static String text(JsonElement value) {
    return value instanceof JsonPrimitive && !((JsonPrimitive) value).isBoolean()
        ? value.getAsString()
        : null;
  }

  // Quotes the words of a page, which say who responded and why. A body that may be damaged JSON
  // is not quoted: it may hold the token. An unclosed tag reaches to the end, so that the page is
  // searched once and not once for every tag.
  private static String notJson(byte[] body) {
    String text = new String(body, UTF_8);
    String start = text.replace('\uFEFF', ' ').stripLeading();
    String words =
        start.startsWith("<")
            ? start.replaceAll("(?is)<(style|script)\\b.*?(?:</\\1>|\\z)|<[^>]*>?", " ")
            : start;
    boolean mayBeJson =
        start.startsWith("{")
            || start.startsWith("[")
            || words.contains("\"")
            || text.contains("authorizationToken");
    return mayBeJson ? ModelJson.NOT_JSON : "not JSON: " + LogText.of(words);
  }
}
