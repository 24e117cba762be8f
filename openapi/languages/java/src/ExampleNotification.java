import com.example.binancepay.ApiClient;
import com.example.binancepay.ApiException;
import com.example.binancepay.api.CertificateApi;
import com.example.binancepay.model.Certificate;
import com.example.binancepay.model.QueryCertificatesResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Receiver of notifications in a web application. */
public final class ExampleNotification {
  public static void main(String[] args) throws IOException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("BINANCE_PAY_BASE_URL"));
    client.setReadTimeout(Duration.ofSeconds(10));
    client.setRequestInterceptor(
        BinancePaySigning.with(
            System.getenv("BINANCE_PAY_API_KEY"), System.getenv("BINANCE_PAY_SECRET_KEY")));
    PublicKeys keys = new PublicKeys(new CertificateApi(client));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000), 0);
    server.createContext("/", exchange -> receive(exchange, keys));
    server.start();
  }

  private static void receive(HttpExchange exchange, PublicKeys keys) throws IOException {
    // Raw bytes, at most 1 MiB.
    byte[] body = exchange.getRequestBody().readNBytes(1 << 20);
    try {
      var notification =
          BinancePayNotification.verify(
              exchange.getRequestHeaders()::getFirst, body, keys::get, Instant.now());
      if (notification.authorization() != null
          && notification.bizStatus().equals("SUBMIT_AUTH_AGREE")) {
        // The same event may arrive again: process it idempotently.
        System.out.println("Agreed: " + notification.authorization().authorizationId());
      }
      byte[] success = "{\"returnCode\":\"SUCCESS\",\"returnMessage\":null}".getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, success.length);
      exchange.getResponseBody().write(success);
    } catch (BinancePayNotification.InvalidNotification e) {
      // The provider retries after any status but 200.
      exchange.sendResponseHeaders(400, -1);
    }
    exchange.close();
  }

  /** Caches the keys for an hour. Queries again for an unknown serial, at most once a minute. */
  private static final class PublicKeys {
    private final CertificateApi api;
    private final Map<String, String> keys = new HashMap<>();
    private Instant asked = Instant.EPOCH;

    PublicKeys(CertificateApi api) {
      this.api = api;
    }

    synchronized String get(String serial) {
      Duration age = Duration.between(asked, Instant.now());
      if (age.toHours() >= 1 || !keys.containsKey(serial) && age.toMinutes() >= 1) {
        asked = Instant.now();
        ask();
      }
      return keys.get(serial);
    }

    private void ask() {
      try {
        QueryCertificatesResponse envelope = api.queryCertificates(Map.of());
        if ("SUCCESS".equals(envelope.getStatus()) && "000000".equals(envelope.getCode())) {
          keys.clear();
          for (Certificate each : envelope.getData()) {
            keys.put(each.getCertSerial().toUpperCase(Locale.ROOT), each.getCertPublic());
          }
        }
      } catch (ApiException e) {
        System.err.println("No new keys, HTTP status " + e.getCode());
      }
    }
  }
}
