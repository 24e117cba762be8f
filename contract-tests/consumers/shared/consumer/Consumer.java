package consumer;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the same calls in every consumer. Exits with an error if one fails, or if the client
 * accepts dependencies that the file refused.txt says it has to refuse.
 */
public final class Consumer {
  private final String sandbox = System.getenv("BINANCE_PAY_BASE_URL");
  private final BinancePayClient client =
      BinancePayClient.builder()
          .baseUrl(sandbox)
          .credentials(ApiCredentials.fromEnvironment())
          .build();
  private final WebhookVerifier verifier =
      WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();

  private Consumer() {}

  public static void main(String[] arguments) throws Exception {
    Path refused = Path.of("refused.txt");
    if (Files.exists(refused)) {
      isRefused(Files.readString(refused).strip());
      return;
    }
    Consumer consumer = new Consumer();
    Authorization authorization = consumer.client.createAuthorization(request("merchant1"));
    check(
        consumer.client.createAuthorizationAsync(request("merchant1")).get().getRedirectUrl(),
        consumer.sandbox);
    consumer.isRejected();
    consumer.isNotified(authorization.getAuthorizationId());
    System.out.println("blocking, asynchronous, rejected and notified: works");
  }

  private static void isRefused(String sentence) {
    try {
      new Consumer();
    } catch (IllegalStateException e) {
      check(e.getMessage(), sentence);
      System.out.println("refused: " + e.getMessage());
      return;
    }
    throw new AssertionError("build() accepted the dependencies; expected: " + sentence);
  }

  private static void check(String text, String start) {
    if (!text.startsWith(start)) {
      throw new AssertionError(text + " does not start with " + start);
    }
  }

  private void isRejected() {
    try {
      client.createAuthorization(request("no-such-merchant"));
      throw new AssertionError("a merchant that does not exist was accepted");
    } catch (ApiException e) {
      check(e.resultCode().orElseThrow().name(), "INVALID_MERCHANT_ID");
    }
  }

  /** Verifies and reads the notification that the sandbox sends when the merchant agrees. */
  private void isNotified(String authorizationId) throws IOException {
    HttpURLConnection agree =
        open(sandbox + "/sandbox/authorizations/" + authorizationId + "/agree");
    agree.setRequestMethod("POST");
    check("" + agree.getResponseCode(), "200");

    HttpURLConnection relayed = open(System.getenv("RELAY_URL") + authorizationId);
    byte[] body = relayed.getInputStream().readAllBytes();
    Notification notification = verifier.verify(relayed::getHeaderField, body);
    check(notification.authorization().orElseThrow().authorizationId(), authorizationId);
  }

  private static HttpURLConnection open(String url) throws IOException {
    return (HttpURLConnection) new URL(url).openConnection();
  }

  private static CreateAuthorizationRequest request(String merchantId) {
    return new CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(List.of("CONVERT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }
}
