package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class WebhookReplyTest {
  @Test
  void successIsTheDocumentedReply() {
    WebhookReply reply = WebhookReply.success();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.mediaType()).isEqualTo("application/json");
    assertThat(new String(reply.body(), UTF_8))
        .isEqualTo("{\"returnCode\":\"SUCCESS\",\"returnMessage\":null}");
  }

  @Test
  void failureHasStatus500AndFail() {
    WebhookReply reply = WebhookReply.failure("store is \"down\"\nü");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(new String(reply.body(), UTF_8))
        .isEqualTo("{\"returnCode\":\"FAIL\",\"returnMessage\":\"store is \\\"down\\\" ü\"}");
  }

  @Test
  void failureNeedsAMessage() {
    assertThatNullPointerException().isThrownBy(() -> WebhookReply.failure(null));
  }

  @Test
  void bodyIsACopy() {
    WebhookReply reply = WebhookReply.success();
    reply.body()[0] = 'x';

    assertThat(reply.body()[0]).isEqualTo((byte) '{');
  }
}
