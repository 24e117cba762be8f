import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

final class NotificationSample {
  public static void main(String[] args) throws IOException {
    BinancePayClient client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.fromEnvironment())
            .baseUrl(System.getenv("BINANCE_PAY_BASE_URL"))
            .build();
    // Create the verifier once: it caches the provider's keys.
    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000), 0);
    server.createContext("/", exchange -> reply(exchange, receive(verifier, exchange)));
    server.start();
  }

  private static WebhookReply receive(WebhookVerifier verifier, HttpExchange exchange)
      throws IOException {
    // Raw bytes: do not parse the body before it is verified.
    byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
    try {
      Notification notification =
          verifier.verify(exchange.getRequestHeaders()::getFirst, body);
      // The same event may arrive again: process it idempotently.
      notification.authorization().ifPresent(NotificationSample::process);
      return WebhookReply.success();
    } catch (InvalidNotificationException e) {
      return WebhookReply.failure("invalid notification");
    }
  }

  private static void process(AuthorizationEvent event) {
    System.out.println(event.type() + " " + event.authorizationId());
  }

  private static void reply(HttpExchange exchange, WebhookReply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }
}
