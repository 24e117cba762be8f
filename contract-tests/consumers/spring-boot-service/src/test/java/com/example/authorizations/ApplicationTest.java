package com.example.authorizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests the service against the sandbox. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {
  @RegisterExtension
  static final SandboxExtension sandbox =
      new SandboxExtension(Sandbox.builder().webhookRetryDelay(Duration.ofMillis(50)));

  private final String merchant = "m" + UUID.randomUUID().toString().substring(0, 8);
  private final HttpClient http = HttpClient.newHttpClient();
  @Autowired private AuthorizationStore store;
  @Autowired private BinancePayClient client;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry registry;

  @Value("${local.server.port}")
  private int port;

  @DynamicPropertySource
  static void baseUrl(DynamicPropertyRegistry properties) {
    properties.add("binance-pay.base-url", sandbox::baseUrl);
  }

  @BeforeEach
  void addMerchant() {
    // A busy machine needs time.
    Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    sandbox.webhookUrl("http://127.0.0.1:" + port + "/webhook");
    sandbox.addMerchant(merchant, "Merchant of a test");
  }

  @Test
  void redirectsMerchantAndStoresAgreement() throws Exception {
    HttpResponse<String> response = post(merchant);

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location").orElseThrow())
        .startsWith(sandbox.baseUrl());
    StoredAuthorization pending = only(merchant);
    assertThat(pending.status()).isEqualTo("PENDING");
    assertThat(store.token(pending.authorizationId())).isEmpty();

    sandbox.agree(pending.authorizationId());

    await().until(() -> only(merchant).status().equals("AGREED"));
    assertThat(store.token(pending.authorizationId()))
        .hasValue(client.authorizations(merchant).iterator().next().getAuthorizationToken());
  }

  @Test
  void storesNoTokenAfterRejection() throws Exception {
    String id = create(merchant);

    sandbox.reject(id);

    await().until(() -> only(merchant).status().equals("REJECTED"));
    assertThat(store.token(id)).isEmpty();
  }

  @Test
  void storesChangedScopes() throws Exception {
    String id = create(merchant);
    sandbox.agree(id);
    sandbox.change(id, "CONVERT", "PAYOUT");

    await().until(() -> only(merchant).scopes().equals(List.of("CONVERT", "PAYOUT")));
    assertThat(store.token(id)).isPresent();
  }

  @Test
  void processesDuplicateOnce() throws Exception {
    String id = create(merchant);
    sandbox.nextDelivery(DeliveryFault.TWICE);

    until(notifications("processed", 2), () -> sandbox.agree(id));

    assertThat(only(merchant).status()).isEqualTo("AGREED");
  }

  @Test
  void ignoresAgreementAfterDisabling() throws Exception {
    String id = create(merchant);
    sandbox.nextDelivery(DeliveryFault.OUT_OF_ORDER);

    until(
        notifications("processed", 2),
        () -> {
          sandbox.agree(id);
          sandbox.disable(id);
        });

    assertThat(only(merchant).status()).isEqualTo("DISABLED");
    assertThat(store.token(id)).isEmpty();
  }

  @Test
  void rejectsWrongSignatureAndAcceptsNextAttempt() throws Exception {
    String id = create(merchant);
    sandbox.nextDelivery(DeliveryFault.WRONG_SIGNATURE);

    until(notifications("rejected", 1), () -> sandbox.agree(id));

    await().until(() -> only(merchant).status().equals("AGREED"));
  }

  @Test
  void findsAuthorizationAfterLostResponse() throws Exception {
    HttpResponse<String> response = post("sandbox-drop");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("try again to create another one");
    StoredAuthorization found = only("sandbox-drop");
    assertThat(found.status()).isEqualTo("PENDING");

    sandbox.agree(found.authorizationId());

    await().until(() -> only("sandbox-drop").status().equals("AGREED"));
  }

  @Test
  void reportsRejectedRequest() throws Exception {
    HttpResponse<String> response = post("no-such-merchant");

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("406210");
  }

  @Test
  void showsNoToken(CapturedOutput output) throws Exception {
    String id = create(merchant);
    until(notifications("processed", 1), () -> sandbox.agree(id));
    String token = store.token(id).orElseThrow();

    assertThat(get("/merchants/" + merchant + "/authorizations"))
        .contains(id)
        .doesNotContain(token);
    assertThat(output).contains(id).doesNotContain(token);
    assertThat(
            jdbc.sql("select encrypted_token from authorizations where authorization_id = ?")
                .param(id)
                .query(String.class)
                .single())
        .doesNotContain(token);
  }

  @Test
  void reportsHealthAndMetrics() throws Exception {
    assertThat(get("/actuator/health")).contains("\"binancePay\"").doesNotContain("DOWN");
    assertThat(get("/actuator/metrics/binance.pay.calls"))
        .contains("/binancepay/openapi/service/provider/config/query");
  }

  private HttpResponse<String> post(String merchantId) throws Exception {
    return send(
        request("/merchants/" + merchantId + "/authorizations").POST(BodyPublishers.noBody()));
  }

  private String create(String merchantId) throws Exception {
    assertThat(post(merchantId).statusCode()).isEqualTo(303);
    return only(merchantId).authorizationId();
  }

  private String get(String path) throws Exception {
    return send(request(path)).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private StoredAuthorization only(String merchantId) {
    List<StoredAuthorization> stored = store.ofMerchant(merchantId);
    assertThat(stored).hasSize(1);
    return stored.get(0);
  }

  /** Returns a condition: this number of further notifications has the result. */
  private Callable<Boolean> notifications(String result, int number) {
    double before = registry.counter("binance.pay.notifications", "result", result).count();
    return () ->
        registry.counter("binance.pay.notifications", "result", result).count() >= before + number;
  }

  private static void until(Callable<Boolean> condition, Runnable action) {
    action.run();
    await().until(condition);
  }
}
