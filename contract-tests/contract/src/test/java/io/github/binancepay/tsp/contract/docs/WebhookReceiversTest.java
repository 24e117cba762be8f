package io.github.binancepay.tsp.contract.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.ClientCalls;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Tests the receivers of the pages with notifications of the sandbox. */
class WebhookReceiversTest {
  @RegisterExtension
  final SandboxExtension sandbox =
      new SandboxExtension(Sandbox.builder().webhookRetryDelay(Duration.ofMillis(1)));

  private final Decisions decisions = new Decisions();
  private final BlockingQueue<Notification> processed = new LinkedBlockingQueue<>();
  private final Consumer<Notification> processor =
      ((Consumer<Notification>) decisions::process).andThen(processed::add);
  private final BlockingQueue<String> responses = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    sandbox.webhookUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void serverProcessesDuplicateAndReorderedNotifications(BinancePayClient client)
      throws InterruptedException {
    new WebhookServer(client, processor).addTo(server);

    sandbox.nextDelivery(DeliveryFault.TWICE);
    String agreed = agree(client);
    awaitNotifications(2);
    assertThat(decisions.token(agreed)).isPresent();

    sandbox.nextDelivery(DeliveryFault.OUT_OF_ORDER);
    String disabled = agree(client);
    sandbox.disable(disabled);
    awaitNotifications(2);
    assertThat(decisions.token(disabled)).isEmpty();

    sandbox.disable(agreed);
    awaitNotifications(1);
    assertThat(decisions.token(agreed)).isEmpty();
  }

  @Test
  void servletRejectsForgedNotification(BinancePayClient client) throws InterruptedException {
    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    WebhookServlet servlet = new WebhookServlet(verifier, processor);
    server.createContext(
        "/webhook",
        exchange -> {
          MockHttpServletResponse response = new MockHttpServletResponse();
          servlet.doPost(request(exchange), response);
          assertThat(response.getContentType()).isEqualTo("application/json");
          respond(exchange, response.getStatus(), response.getContentAsByteArray());
        });

    sandbox.nextDelivery(DeliveryFault.WRONG_SIGNATURE);
    String id = agree(client);

    assertThat(responses.poll(30, SECONDS)).startsWith("500").contains("FAIL", "not processed");
    assertThat(responses.poll(30, SECONDS)).startsWith("200").contains("SUCCESS");
    assertThat(decisions.token(id)).isPresent();
  }

  @Test
  void receiverOfReadmeProcessesNotification(BinancePayClient client) throws InterruptedException {
    server.createContext(
        "/webhook",
        exchange -> {
          WebhookReply reply = receive(client, request(exchange));
          respond(exchange, reply.status(), reply.body());
        });

    String id = agree(client);

    assertThat(responses.poll(30, SECONDS)).startsWith("200");
    assertThat(decisions.token(id)).isPresent();
  }

  private WebhookReply receive(BinancePayClient client, MockHttpServletRequest request) {
    byte[] rawBody = request.getContentAsByteArray();
    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    Notification notification = verifier.verify(request::getHeader, rawBody);
    decisions.process(notification);
    return WebhookReply.success(); // HTTP 200
  }

  private String agree(BinancePayClient client) {
    String id = client.createAuthorization(ClientCalls.request("merchant1")).getAuthorizationId();
    sandbox.agree(id);
    return id;
  }

  private void awaitNotifications(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      assertThat(processed.poll(30, SECONDS)).isNotNull();
    }
  }

  private static MockHttpServletRequest request(HttpExchange exchange) throws IOException {
    MockHttpServletRequest request = new MockHttpServletRequest();
    exchange.getRequestHeaders().forEach((name, values) -> request.addHeader(name, values));
    request.setContent(exchange.getRequestBody().readAllBytes());
    return request;
  }

  private void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    responses.add(status + " " + new String(body, UTF_8));
  }
}
