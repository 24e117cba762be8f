package consumer;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What every consumer does, whatever is on its class path. Prints a line for each that went well.
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
    Consumer consumer;
    try {
      consumer = new Consumer();
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
      return;
    }
    Authorization authorization = consumer.client.createAuthorization(request("merchant1"));
    System.out.println("blocking: works");
    check(
        consumer.client.createAuthorizationAsync(request("merchant1")).get().getRedirectUrl(),
        sandboxPage(consumer));
    System.out.println("asynchronous: works");
    consumer.isRejected();
    System.out.println("rejected: works");
    consumer.isNotified(authorization.getAuthorizationId());
    System.out.println("notification: works");
  }

  private static String sandboxPage(Consumer consumer) {
    return consumer.sandbox;
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

  /** The merchant agrees, and what the provider sends then is verified and read. */
  private void isNotified(String authorizationId) throws IOException {
    HttpURLConnection agree =
        open(sandbox + "/sandbox/authorizations/" + authorizationId + "/agree");
    agree.setRequestMethod("POST");
    check("" + agree.getResponseCode(), "200");

    Map<String, String> headers = new HashMap<>();
    byte[] body;
    try (DataInputStream relayed =
        new DataInputStream(open(System.getenv("RELAY_URL") + authorizationId).getInputStream())) {
      for (int count = relayed.readInt(); count > 0; count--) {
        headers.put(relayed.readUTF().toLowerCase(Locale.ROOT), relayed.readUTF());
      }
      body = relayed.readAllBytes();
    }
    Notification notification =
        verifier.verify(name -> headers.get(name.toLowerCase(Locale.ROOT)), body);
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
