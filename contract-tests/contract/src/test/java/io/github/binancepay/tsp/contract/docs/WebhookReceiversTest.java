package io.github.binancepay.tsp.contract.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Receivers of the pages accept genuine notifications and reject others. */
@ExtendWith(SandboxExtension.class)
class WebhookReceiversTest {
  private static final String ID = "210462863998500864";
  private static final JsonNode VECTORS = vectors();

  private final Decisions decisions = new Decisions();

  @Test
  void serverOfTheJdkReceivesTheDecisionOfAMerchant(Sandbox sandbox, BinancePayClient client)
      throws Exception {
    BlockingQueue<Notification> processed = new LinkedBlockingQueue<>();
    Consumer<Notification> processor = decisions::process;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    new WebhookServer(client, processor.andThen(processed::add)).addTo(server);
    server.start();
    try {
      sandbox.webhookUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
      Authorization authorization =
          client.createAuthorization(
              new CreateAuthorizationRequest()
                  .merchantId("merchant1")
                  .scopes(List.of("CONVERT"))
                  .ipWhitelist(List.of("192.168.1.1")));
      sandbox.agree(authorization.getAuthorizationId());

      assertThat(processed.poll(30, SECONDS)).isNotNull();
      assertThat(decisions.token(authorization.getAuthorizationId()))
          .contains(authorization.getAuthorizationToken());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void servletAcceptsGenuineNotificationsOnly() throws Exception {
    WebhookServlet servlet = new WebhookServlet(verifier(), decisions::process);
    MockHttpServletRequest forged = delivery("SUBMIT_AUTH_AGREE");
    forged.setContent(delivery("SUBMIT_AUTH_REJECT").getContentAsByteArray());

    MockHttpServletResponse failure = new MockHttpServletResponse();
    servlet.doPost(forged, failure);
    MockHttpServletResponse success = new MockHttpServletResponse();
    servlet.doPost(delivery("SUBMIT_AUTH_AGREE"), success);

    assertThat(failure.getStatus()).isEqualTo(500);
    assertThat(failure.getContentAsString()).contains("FAIL", "not processed");
    assertThat(success.getStatus()).isEqualTo(200);
    assertThat(success.getContentAsString()).contains("SUCCESS");
    assertThat(success.getContentType()).isEqualTo("application/json");
    assertThat(decisions.token(ID)).isPresent();
  }

  @Test
  void duplicateAndLateEventsDoNotBringTheTokenBack() {
    decisions.process(notification("SUBMIT_AUTH_AGREE"));
    decisions.process(notification("SUBMIT_AUTH_AGREE"));
    assertThat(decisions.token(ID)).isPresent();

    decisions.process(notification("TP_AUTH_DISABLED"));
    decisions.process(notification("SUBMIT_AUTH_AGREE"));
    assertThat(decisions.token(ID)).isEmpty();

    Decisions reordered = new Decisions();
    reordered.process(notification("TP_AUTH_DISABLED"));
    reordered.process(notification("SUBMIT_AUTH_AGREE"));
    assertThat(reordered.token(ID)).isEmpty();
  }

  private static Notification notification(String vector) {
    MockHttpServletRequest request = delivery(vector);
    return verifier().verify(request::getHeader, request.getContentAsByteArray());
  }

  @Test
  void receiverOfTheReadmeRejectsAnUnknownKey(BinancePayClient client) {
    assertThatThrownBy(() -> receive(client, delivery("SUBMIT_AUTH_AGREE")))
        .isInstanceOf(InvalidNotificationException.class)
        .hasMessageContaining("UNKNOWN_CERTIFICATE");
  }

  private WebhookReply receive(BinancePayClient client, MockHttpServletRequest request) {
    byte[] rawBody = request.getContentAsByteArray();
    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    Notification notification = verifier.verify(request::getHeader, rawBody);
    decisions.process(notification);
    return WebhookReply.success(); // HTTP 200
  }

  private static WebhookVerifier verifier() {
    long now = vector("SUBMIT_AUTH_AGREE").get("now").asLong();
    return WebhookVerifier.builder()
        .certificates(CertificateSource.of(VECTORS.at("/keys/0/certPublic").textValue()))
        .clock(Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC))
        .build();
  }

  private static MockHttpServletRequest delivery(String vector) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    vector(vector)
        .get("headers")
        .properties()
        .forEach(header -> request.addHeader(header.getKey(), header.getValue().textValue()));
    request.setContent(Base64.getDecoder().decode(vector(vector).get("bodyBase64").textValue()));
    return request;
  }

  private static JsonNode vector(String name) {
    for (JsonNode each : VECTORS.get("vectors")) {
      if (each.get("name").textValue().startsWith(name)) {
        return each;
      }
    }
    throw new AssertionError("no vector " + name);
  }

  private static JsonNode vectors() {
    try {
      return new ObjectMapper()
          .readTree(Pages.ROOT.resolve("openapi/notification-vectors.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
