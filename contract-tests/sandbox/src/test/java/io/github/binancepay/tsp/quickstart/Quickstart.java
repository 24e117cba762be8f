package io.github.binancepay.tsp.quickstart;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.Buffer;

/**
 * Shows the authorization flow, end to end, on one screen: {@code mvn package -Pquickstart}.
 *
 * <p>It runs against a sandbox of its own, where the merchant agrees, and shows a rejected call.
 * With {@code -Dquickstart.live=true}, it calls the provider instead, with {@code
 * BINANCE_PAY_API_KEY} and {@code BINANCE_PAY_SECRET_KEY} from the environment, for the merchant
 * {@code BINANCE_PAY_MERCHANT_ID}, at {@code BINANCE_PAY_BASE_URL} if it is set.
 */
public final class Quickstart {
  // A number, as in the provider's notifications.
  private static final String MERCHANT_ID = "1000135331248";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .eventListener(
              new EventListener() {
                @Override
                public void requestHeadersEnd(Call call, Request request) {
                  print(request);
                }
              })
          .build();
  private boolean shown;

  private Quickstart(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Exits with status 1 and one sentence if a call fails or the environment is incomplete. */
  public static void main(String[] arguments) {
    boolean live = Boolean.getBoolean("quickstart.live");
    int status = run(live, System.getenv(), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(boolean live, Map<String, String> environment, PrintStream out, PrintStream err) {
    Quickstart quickstart = new Quickstart(environment, out);
    try {
      if (live) {
        quickstart.callProvider();
      } else {
        quickstart.callSandbox();
      }
      return 0;
    } catch (BinancePayException
        | IllegalArgumentException
        | IllegalStateException
        | IOException e) {
      err.println("Failed: " + e.getMessage());
      return 1;
    }
  }

  private void callProvider() {
    String merchantId = variable("BINANCE_PAY_MERCHANT_ID");
    BinancePayClient.Builder builder =
        BinancePayClient.builder()
            .httpClient(http)
            .credentials(
                ApiCredentials.of(
                    variable("BINANCE_PAY_API_KEY"), variable("BINANCE_PAY_SECRET_KEY")));
    if (environment.containsKey("BINANCE_PAY_BASE_URL")) {
      builder.baseUrl(environment.get("BINANCE_PAY_BASE_URL"));
    }
    create(builder.build(), merchantId);
  }

  private String variable(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          name
              + " is not set; -Dquickstart.live=true needs BINANCE_PAY_API_KEY,"
              + " BINANCE_PAY_SECRET_KEY and BINANCE_PAY_MERCHANT_ID");
    }
    return value;
  }

  private void callSandbox() throws IOException {
    if (environment.containsKey("BINANCE_PAY_API_KEY")
        || environment.containsKey("BINANCE_PAY_SECRET_KEY")) {
      out.println(
          "The keys in the environment are ignored; -Dquickstart.live=true calls the provider with"
              + " them.");
    }
    // A machine that is busy with a build may need more than the provider's 1 s.
    try (Sandbox sandbox =
            Sandbox.builder()
                .merchant(MERCHANT_ID, "Merchant One")
                .window(Duration.ofSeconds(30))
                .start();
        Receiver receiver = new Receiver()) {
      sandbox.webhookUrl(receiver.url());
      out.println("This runs against a sandbox: " + sandbox.baseUrl());
      BinancePayClient client =
          BinancePayClient.builder()
              .baseUrl(sandbox.baseUrl())
              .httpClient(http)
              .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
              .build();
      Authorization authorization = create(client, MERCHANT_ID);
      receiver.verifyWith(
          WebhookVerifier.builder().certificates(CertificateSource.from(client)).build());
      sandbox.agree(authorization.getAuthorizationId());
      AuthorizationEvent event = receiver.next().authorization().orElseThrow();
      out.println("\nThe merchant agrees there, and the webhook receives a signed notification.");
      out.println("Verified:\n  " + event);
      out.println("\nThe record of the authorization now has:");
      client.authorizations(event.merchantId()).stream()
          .filter(record -> record.getAuthorizationId().equals(event.authorizationId()))
          .forEach(record -> out.println("  status: " + record.getStatus()));
      showRejection(client);
    }
  }

  private Authorization create(BinancePayClient client, String merchantId) {
    out.println("\nThe scopes that a request may ask for:");
    out.println("  " + String.join(", ", client.queryScopes().getAllowScopes()));
    out.println("\nThe request, as sent:");
    Authorization authorization = client.createAuthorization(request(merchantId));
    out.println("\nThe response:\n" + authorization.toString().indent(2).stripTrailing());
    out.println("\nRedirect the merchant to:\n  " + authorization.getRedirectUrl());
    return authorization;
  }

  private void showRejection(BinancePayClient client) {
    out.println("\nA call that is rejected, for a merchant that does not exist:");
    try {
      client.createAuthorization(request("no-such-merchant"));
      throw new IllegalStateException("The sandbox accepted a merchant that does not exist");
    } catch (ApiException e) {
      out.println("ApiException: " + e.getMessage());
      out.println("  code()       " + e.code());
      out.println("  resultCode() " + e.resultCode().map(Enum::name).orElse("not documented"));
      out.println("  httpStatus() " + e.httpStatus());
    }
  }

  /** The reference page's sample request. */
  private static CreateAuthorizationRequest request(String merchantId) {
    return new CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
  }

  /** Prints the first create as it goes out, with signature and key shortened. */
  private void print(Request request) {
    if (shown || !request.url().encodedPath().endsWith("/create")) {
      return;
    }
    shown = true;
    Buffer body = new Buffer();
    try {
      request.body().writeTo(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String headers =
        request
            .headers()
            .toString()
            .replaceAll("(?m)^(BinancePay-(?:Certificate-SN|Signature): .{8}).+$", "$1…");
    out.println("  " + request.method() + " " + request.url());
    out.print(headers.indent(2));
    out.println("  " + body.readUtf8());
  }
}
