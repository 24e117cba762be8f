package io.github.binancepay.tsp.contract.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Runs the README's receivers of notifications. */
@ExtendWith(SandboxExtension.class)
class WebhookReceiversTest {
  private static final String SUCCESS = "200 {\"returnCode\":\"SUCCESS\",\"returnMessage\":null}";
  private static final String FAIL =
      "500 {\"returnCode\":\"FAIL\",\"returnMessage\":\"not processed\"}";
  private static final String ID = "210462863998500864";

  private final Decisions decisions = new Decisions();
  private final JsonNode vectors = vectors();
  private final JsonNode key = vectors.get("keys").get(0);

  @Test
  void theReceiverOfTheJdkTakesTheDecisionOfAMerchantOfTheSandbox(
      Sandbox sandbox, BinancePayClient client) throws Exception {
    BlockingQueue<Notification> processed = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    URI webhook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    sandbox.webhookUrl(webhook.toString());
    try {
      Consumer<Notification> decide = decisions::process;
      new JdkReceiver(decide.andThen(processed::add)).start(server, client);
      server.start();
      Authorization authorization = client.createAuthorization(sampleRequest());

      sandbox.agree(authorization.getAuthorizationId());

      assertThat(processed.poll(30, SECONDS)).isNotNull();
      assertThat(decisions.tokens)
          .containsExactly(
              entry(authorization.getAuthorizationId(), authorization.getAuthorizationToken()));
      assertThat(responseToUnsigned(webhook)).isEqualTo(FAIL);
    } finally {
      server.stop(0);
    }
  }

  private static CreateAuthorizationRequest sampleRequest() {
    return new CreateAuthorizationRequest()
        .merchantId(Sandbox.DEFAULT_MERCHANT_ID)
        .scopes(List.of("CONVERT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }

  private static String responseToUnsigned(URI webhook) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(webhook).POST(BodyPublishers.ofString("{}")).build(),
                BodyHandlers.ofString());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return response.statusCode() + " " + response.body();
  }

  @Test
  void theServletTakesTheDecision() throws Exception {
    ServletReceiver receiver = new ServletReceiver(verifier(), decisions::process);

    assertTakesTheDecision(
        (headers, body) -> {
          MockHttpServletRequest request = new MockHttpServletRequest();
          request.setContent(body);
          headers.forEach(request::addHeader);
          MockHttpServletResponse response = new MockHttpServletResponse();
          receiver.doPost(request, response);
          return shown(response);
        });
  }

  /** With Spring's own conversion of the body, which must leave every byte as it is. */
  @Test
  void theControllerOfSpringTakesTheDecision() throws Exception {
    MockMvc spring =
        MockMvcBuilders.standaloneSetup(new SpringReceiver(verifier(), decisions::process)).build();

    assertTakesTheDecision(
        (headers, body) -> {
          HttpHeaders received = new HttpHeaders();
          headers.forEach(received::add);
          MockHttpServletRequestBuilder request = post("/webhook").headers(received).content(body);
          return shown(
              spring.perform(request.contentType("application/json")).andReturn().getResponse());
        });
  }

  private static String shown(MockHttpServletResponse response) throws IOException {
    assertThat(response.getContentType()).isEqualTo("application/json");
    return response.getStatus() + " " + response.getContentAsString(UTF_8);
  }

  private interface Receiver {
    String receive(Map<String, String> headers, byte[] body) throws Exception;
  }

  private void assertTakesTheDecision(Receiver receiver) throws Exception {
    byte[] agreed = body("SUBMIT_AUTH_AGREE");
    byte[] rejected = body("SUBMIT_AUTH_REJECT, with a token all the same");

    assertThat(receiver.receive(signed(agreed), agreed)).isEqualTo(SUCCESS);
    assertThat(receiver.receive(signed(agreed), agreed)).isEqualTo(SUCCESS);
    assertThat(decisions.tokens).containsOnlyKeys(ID);

    assertThat(receiver.receive(signed(agreed), rejected)).isEqualTo(FAIL);
    assertThat(receiver.receive(Map.of(), rejected)).isEqualTo(FAIL);
    assertThat(decisions.tokens).containsOnlyKeys(ID);

    assertThat(receiver.receive(signed(rejected), rejected)).isEqualTo(SUCCESS);
    assertThat(decisions.tokens).isEmpty();
  }

  private WebhookVerifier verifier() {
    return WebhookVerifier.builder()
        .certificates(CertificateSource.of(key.get("certPublic").textValue()))
        .build();
  }

  private Map<String, String> signed(byte[] body) throws Exception {
    String timestamp = String.valueOf(Instant.now().toEpochMilli());
    String nonce = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";
    String pem = key.get("privateKey").textValue();
    byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
    signature.update((timestamp + "\n" + nonce + "\n").getBytes(UTF_8));
    signature.update(body);
    signature.update((byte) '\n');
    return Map.of(
        "BinancePay-Certificate-SN",
        key.get("certSerial").textValue(),
        "BinancePay-Timestamp",
        timestamp,
        "BinancePay-Nonce",
        nonce,
        "BinancePay-Signature",
        Base64.getEncoder().encodeToString(signature.sign()));
  }

  private byte[] body(String vector) {
    for (JsonNode each : vectors.get("vectors")) {
      if (each.get("name").textValue().equals(vector)) {
        return Base64.getDecoder().decode(each.get("bodyBase64").textValue());
      }
    }
    throw new AssertionError("no vector " + vector);
  }

  private static JsonNode vectors() {
    try (InputStream json =
        WebhookReceiversTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/notification-vectors.json")) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
