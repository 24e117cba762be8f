package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.NotificationReply;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook responds. The provider takes a notification as delivered on HTTP 200 with {@code
 * SUCCESS} alone; anything else it sends again, up to 6 times.
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
   * The notification was processed, or is stored so that it will be: do not send it again. Also the
   * right reply to one that came before, and to kinds of events that are of no interest.
   *
   * @return the reply
   */
  public static WebhookReply success() {
    return new WebhookReply(200, "SUCCESS", null);
  }

  /**
   * The notification was not processed: send it again. The HTTP status is 500, and says the same as
   * the {@code FAIL} of the body to whatever looks at one of the two only: the provider, a proxy,
   * or the monitoring of the receiver.
   *
   * @param message why, in a few words that anyone may read: whoever called the webhook gets it. At
   *     most 256 characters on one line are sent
   * @return the reply
   */
  public static WebhookReply failure(String message) {
    return new WebhookReply(500, "FAIL", LogText.of(Objects.requireNonNull(message, "message")));
  }

  /** {@return the HTTP status: 200 or 500} */
  public int status() {
    return status;
  }

  /** {@return the value of the header {@code Content-Type}} */
  public String mediaType() {
    return "application/json";
  }

  /** {@return the JSON of the reply, in UTF-8; a copy} */
  public byte[] body() {
    return body.getBytes(UTF_8);
  }

  /** The status and the JSON of the reply. */
  @Override
  public String toString() {
    return status + " " + body;
  }
}
