package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.NotificationReply;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Response of the webhook. The provider regards a notification as delivered only after HTTP 200
 * with {@code SUCCESS}; otherwise it retries up to 6 times.
 *
 * @see <a href="https://developers.binance.com/docs/binance-pay/webhook-common">the provider's
 *     reference page</a>
 */
public final class WebhookReply {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final int status;
  private final String body;

  private WebhookReply(int status, String returnCode, @Nullable String returnMessage) {
    this.status = status;
    body = GSON.toJson(new NotificationReply().returnCode(returnCode).returnMessage(returnMessage));
  }

  /**
   * Returns the reply to a notification that was processed, or stored for processing. Use it also
   * for duplicates and for events that you ignore.
   *
   * @return the reply
   */
  public static WebhookReply success() {
    return new WebhookReply(200, "SUCCESS", null);
  }

  /**
   * Returns the reply to a notification that was not processed, so that the provider retries. Its
   * HTTP status is 500, for proxies and monitoring, and its body says {@code FAIL}.
   *
   * @param message a short reason without secrets, because any caller of the webhook receives it;
   *     at most 256 characters on one line are sent
   * @return the reply
   */
  public static WebhookReply failure(String message) {
    return new WebhookReply(500, "FAIL", LogText.of(Objects.requireNonNull(message, "message")));
  }

  /** {@return the HTTP status, 200 or 500} */
  public int status() {
    return status;
  }

  /** {@return the value of the header {@code Content-Type}} */
  public String mediaType() {
    return "application/json";
  }

  /** {@return a copy of the JSON of the reply, in UTF-8} */
  public byte[] body() {
    return body.getBytes(UTF_8);
  }

  /** Returns the status and the JSON of the reply. */
  @Override
  public String toString() {
    return status + " " + body;
  }
}
