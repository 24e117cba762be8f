package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.sandbox.internal.console.Console;
import io.github.binancepay.tsp.sandbox.internal.exchange.OriginCheck;
import io.github.binancepay.tsp.sandbox.internal.exchange.Redaction;
import io.github.binancepay.tsp.sandbox.internal.exchange.RequestLog;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKeys;
import io.github.binancepay.tsp.sandbox.internal.server.Router;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxHandler;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxServer;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import io.github.binancepay.tsp.sandbox.internal.webhook.WebhookSender;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Builder of a {@link Sandbox}. All settings are optional. */
public final class SandboxBuilder {
  private static final Pattern SCOPE_FORMAT = Pattern.compile("[0-9A-Z_]{1,64}");
  private static final Map<String, String> DEFAULT_CREDENTIALS =
      Map.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY);
  private static final Map<String, String> DEFAULT_MERCHANTS =
      Map.of(Sandbox.DEFAULT_MERCHANT_ID, "Merchant One");

  private final Map<String, String> credentials = new LinkedHashMap<>();
  private final Map<String, String> merchants = new LinkedHashMap<>();
  private final Set<String> scopes = new LinkedHashSet<>();
  private String host = "127.0.0.1";
  private int port;
  private Clock clock = Clock.systemUTC();
  private Duration window;
  private int failStatus = Limits.FAIL_STATUS;
  Duration bodyTimeout = Limits.BODY_TIMEOUT;
  Duration closeTimeout = Limits.CLOSE_TIMEOUT;
  int maxNonces = Limits.NONCES;
  int maxAuthorizations = Limits.AUTHORIZATIONS;
  private Optional<WebhookKey> webhookKey = Optional.empty();
  private URI webhookUrl;
  private Duration webhookRetryDelay = Limits.WEBHOOK_RETRY_DELAY;
  Executor afterWebhookTimeout = WebhookSender.AFTER_TIMEOUT;
  Supplier<String> ids = Provider.Settings::randomId;
  private boolean defaultMerchant = true;
  private boolean triggers = true;
  private Consumer<String> log = line -> {};

  SandboxBuilder() {}

  /**
   * Address to listen on. Default: 127.0.0.1, which only this machine reaches.
   *
   * @param host an address or name of this machine
   * @return this
   */
  public SandboxBuilder host(String host) {
    require(!host.isBlank(), "The host must not be blank");
    this.host = host;
    return this;
  }

  /**
   * Port to listen on. Default: 0, which is any free port.
   *
   * @param port from 0 to 65535
   * @return this
   */
  public SandboxBuilder port(int port) {
    require(port >= 0 && port <= 65535, "The port must be from 0 to 65535, but is " + port);
    this.port = port;
    return this;
  }

  /**
   * Accepted API key with its secret key. Repeatable. Default: {@link Sandbox#DEFAULT_API_KEY} and
   * {@link Sandbox#DEFAULT_SECRET_KEY}.
   *
   * @param apiKey 1 to 128 of the characters {@code 0-9 A-Z a-z _ -}
   * @param secretKey not blank
   * @return this
   */
  public SandboxBuilder credentials(String apiKey, String secretKey) {
    require(
        TransportChecks.isApiKey(apiKey),
        "The API key must be 1 to 128 of the characters 0-9 A-Z a-z _ -");
    require(!secretKey.isBlank(), "The secret key must not be blank");
    credentials.put(apiKey, secretKey);
    return this;
  }

  /**
   * Registered merchant. Repeatable. Default: {@link Sandbox#DEFAULT_MERCHANT_ID}.
   *
   * @param merchantId the id, not blank
   * @param name the name
   * @return this
   */
  public SandboxBuilder merchant(String merchantId, String name) {
    require(!merchantId.isBlank(), "The merchant id must not be blank");
    merchants.put(merchantId, name);
    return this;
  }

  /**
   * Starts without any registered merchant.
   *
   * @return this
   */
  public SandboxBuilder noMerchants() {
    defaultMerchant = false;
    return this;
  }

  /**
   * Accepted difference between a timestamp and the clock, either way. Default: 1 s, as at the
   * provider; 60 s in a {@code SandboxExtension}.
   *
   * @param window 1 ms or longer
   * @return this
   */
  public SandboxBuilder window(Duration window) {
    require(window.compareTo(Duration.ofMillis(1)) >= 0, "The window must be 1 ms or longer");
    this.window = window;
    return this;
  }

  /** Window, unless one is set. */
  SandboxBuilder defaultWindow(Duration defaultWindow) {
    window = window == null ? defaultWindow : window;
    return this;
  }

  /**
   * Clock that checks timestamps and dates responses. Default: the system's clock.
   *
   * @param clock the clock
   * @return this
   */
  public SandboxBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * HTTP status of failures. Default: 400. The provider documents none.
   *
   * @param failStatus from 200 to 599, except 204, 205 and 304, which have no body
   * @return this
   */
  public SandboxBuilder failStatus(int failStatus) {
    require(
        failStatus >= 200 && failStatus <= 599 && !Set.of(204, 205, 304).contains(failStatus),
        "The HTTP status of failures must be from 200 to 599, and one that has a body, but is "
            + failStatus);
    this.failStatus = failStatus;
    return this;
  }

  /**
   * Switches the merchant ids that trigger a certain response on or off. Default: on.
   *
   * @param on whether they trigger it
   * @return this
   */
  public SandboxBuilder triggers(boolean on) {
    this.triggers = on;
    return this;
  }

  /**
   * Scope that a request may ask for. Repeatable. Default: the seven of the provider's sample:
   * CONVERT, REFUND, CHECKOUT, PAYOUT, REPORT, INTERNAL_TRANSFER and BALANCE.
   *
   * @param scope 1 to 64 of the characters {@code 0-9 A-Z _}
   * @return this
   */
  public SandboxBuilder scope(String scope) {
    require(
        SCOPE_FORMAT.matcher(scope).matches(),
        "The scope must be 1 to 64 of the characters 0-9 A-Z _, such as CONVERT");
    scopes.add(scope);
    return this;
  }

  /**
   * URL that receives notifications. Default: none, until {@link Sandbox#webhookUrl
   * Sandbox.webhookUrl} is called.
   *
   * @param url an absolute http or https URL
   * @return this
   * @throws IllegalArgumentException if it is not one
   */
  public SandboxBuilder webhookUrl(String url) {
    webhookUrl = Webhook.url(url);
    return this;
  }

  /**
   * Key that signs notifications. Default: a new one for each sandbox.
   *
   * @param file a PEM file with an RSA private key of 2048 bits or more, PKCS#8 and not encrypted
   * @return this
   * @throws IllegalArgumentException if the file cannot be read, or has no such key
   */
  public SandboxBuilder webhookKey(Path file) {
    webhookKey = Optional.of(WebhookKey.read(file));
    return this;
  }

  /**
   * Delay before a notification that was not accepted is sent again. It doubles with each retry.
   * Default: 1 s.
   *
   * @param delay from 1 ms to an hour
   * @return this
   */
  public SandboxBuilder webhookRetryDelay(Duration delay) {
    require(
        delay.toMillis() >= 1 && delay.compareTo(Duration.ofHours(1)) <= 0,
        "The webhook retry delay must be from 1 ms to 1 hour");
    webhookRetryDelay = delay;
    return this;
  }

  /**
   * Receiver of a line for each response and for each attempt of a delivery. The lines contain no
   * secrets. Default: none.
   *
   * @param log called from many threads
   * @return this
   */
  public SandboxBuilder log(Consumer<String> log) {
    this.log = log;
    return this;
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Sets what only tests change. */
  SandboxBuilder with(Consumer<SandboxBuilder> change) {
    change.accept(this);
    return this;
  }

  /** The accepted API keys, the first one first, with their secret keys. */
  Map<String, String> credentials() {
    return credentials.isEmpty() ? DEFAULT_CREDENTIALS : credentials;
  }

  Clock clock() {
    return clock;
  }

  /**
   * Starts a sandbox.
   *
   * @return the sandbox, which listens
   * @throws BindException if the port is in use, or the address is not of this machine
   * @throws IOException if it cannot listen for another reason
   */
  public Sandbox start() throws IOException {
    SandboxServer server = new SandboxServer(host, port);
    WebhookKeys keys = new WebhookKeys(webhookKey);
    Webhook webhook =
        new Webhook(
            new WebhookSender(keys, clock::millis, afterWebhookTimeout),
            webhookUrl,
            webhookRetryDelay,
            log);
    Provider provider =
        new Provider(
            settings(server.baseUrl()),
            new ApiKeys(credentials()),
            keys,
            log,
            (action, authorization) -> webhook.deliver(Delivery.of(action, authorization)));
    Map<String, String> registered =
        merchants.isEmpty() && defaultMerchant ? DEFAULT_MERCHANTS : merchants;
    registered.forEach(provider.merchants()::add);
    provider.merchants().triggers(triggers);
    Redaction redaction = new Redaction(credentials());
    RequestLog requests = new RequestLog(redaction);
    OriginCheck origins = new OriginCheck(host);
    Console console = new Console(provider, webhook, requests, redaction, origins);
    Router router = new Router(provider, console, requests, origins);
    SandboxHandler handler = new SandboxHandler(router, log, bodyTimeout);
    server.start(handler, handler.errors());
    return new Sandbox(provider, webhook, console, server, closeTimeout);
  }

  private Provider.Settings settings(String baseUrl) {
    return new Provider.Settings(
        clock,
        window == null ? Limits.WINDOW : window,
        failStatus,
        maxNonces,
        maxAuthorizations,
        scopes.isEmpty() ? Provider.Settings.DEFAULT_SCOPES : List.copyOf(scopes),
        ids,
        baseUrl);
  }
}
