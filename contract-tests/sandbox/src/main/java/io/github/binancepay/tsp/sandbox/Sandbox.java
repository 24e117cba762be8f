package io.github.binancepay.tsp.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;

/**
 * A running sandbox: a real HTTP server that stands in for the provider. The project's README lists
 * what it checks, in which order, and which merchant ids trigger which responses.
 *
 * <p>It binds to a loopback address unless told otherwise. Its credentials are for testing only.
 */
public final class Sandbox implements AutoCloseable {
  /** The API key that a sandbox knows unless it is given others. */
  public static final String DEFAULT_API_KEY = "sandbox-api-key";

  /** The secret key of {@link #DEFAULT_API_KEY}. Not a secret: it stands in the README. */
  public static final String DEFAULT_SECRET_KEY = "sandbox-secret-key";

  /** The merchant that a sandbox knows unless it is given others, the reference page's. */
  public static final String DEFAULT_MERCHANT_ID = "merchant1";

  static final String DEFAULT_MERCHANT_NAME = "Merchant One";

  /** Those of the provider's sample. */
  static final List<String> DEFAULT_SCOPES =
      List.of("CONVERT", "REFUND", "CHECKOUT", "PAYOUT", "REPORT", "INTERNAL_TRANSFER", "BALANCE");

  private static final Pattern SCOPE_FORMAT = Pattern.compile("[0-9A-Z_]{1,64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SandboxState state;
  private final SandboxServer server;
  private final EventStream events;
  private final Duration closeTimeout;

  private Sandbox(
      SandboxState state, SandboxServer server, EventStream events, Duration closeTimeout) {
    this.state = state;
    this.server = server;
    this.events = events;
    this.closeTimeout = closeTimeout;
  }

  /** {@return what describes a sandbox; all of it is optional} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return where this machine reaches it, such as {@code http://127.0.0.1:8080}; the base URL for
   * a client}
   */
  public String baseUrl() {
    return state.baseUrl();
  }

  /**
   * Registers a merchant from now on.
   *
   * @param merchantId the id
   * @param name the name
   */
  public void addMerchant(String merchantId, String name) {
    state.addMerchant(merchantId, name);
  }

  /**
   * Switches the merchant ids that trigger a certain response on or off.
   *
   * @param on whether they do
   */
  public void triggers(boolean on) {
    state.triggers(on);
  }

  /**
   * Where notifications go from now on.
   *
   * @param url an absolute http or https URL
   * @throws IllegalArgumentException if it is not one
   */
  public void webhookUrl(String url) {
    state.webhook().url(Webhook.url(url));
  }

  /**
   * The merchant agrees: PENDING becomes AUTHORIZED, and the webhook is notified, as it is by
   * {@link #reject}, {@link #change} and {@link #disable}. None of the four waits for the delivery.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow it
   */
  public void agree(String authorizationId) {
    state.act(MerchantAction.AGREE, authorizationId, List.of());
  }

  /**
   * The merchant rejects: PENDING becomes REJECTED, a status of the sandbox's own.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow it
   */
  public void reject(String authorizationId) {
    state.act(MerchantAction.REJECT, authorizationId, List.of());
  }

  /**
   * The merchant changes an authorization that is AUTHORIZED, and stays so. What the provider lets
   * merchants change is not documented; here it is the scopes.
   *
   * @param authorizationId the id of the authorization
   * @param scopes the new ones; none to leave them as they are
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow it
   * @throws IllegalArgumentException if a scope is not allowed
   */
  public void change(String authorizationId, String... scopes) {
    state.act(MerchantAction.CHANGE, authorizationId, List.of(scopes));
  }

  /**
   * The merchant disables an authorization: AUTHORIZED becomes DISABLED, a status of the sandbox's
   * own.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow it
   */
  public void disable(String authorizationId) {
    state.act(MerchantAction.DISABLE, authorizationId, List.of());
  }

  /**
   * Signs notifications with a new key from now on. The one before it stays among the certificates.
   *
   * @return the serial of the new one
   */
  public String rotateWebhookKey() {
    return state.webhookKeys().rotate().serial();
  }

  /**
   * Has something go wrong with the next event, which must not have happened yet. Called more than
   * once, it is for the events in their order.
   *
   * @param fault what goes wrong
   * @throws IllegalStateException if 1,000 wait already
   */
  public void nextDelivery(DeliveryFault fault) {
    state.webhook().nextDelivery(fault);
  }

  /** Stops listening and delivering, and waits for the responses in flight, for up to 5 s. */
  @Override
  public void close() {
    // Which would be waited for, and have no end.
    events.close();
    server.close(closeTimeout, state.webhook()::close);
  }

  /** Whether only this machine reaches it. */
  boolean isLoopback() {
    return server.isLoopback();
  }

  /** Waits until it is closed. */
  void join() throws InterruptedException {
    server.join();
  }

  /** Describes a {@link Sandbox}. */
  public static final class Builder {
    private final Map<String, String> credentials = new LinkedHashMap<>();
    private final Map<String, String> merchants = new LinkedHashMap<>();
    private String host = "127.0.0.1";
    private int port;
    private Clock clock = Clock.systemUTC();
    private Duration window = Duration.ofSeconds(1);
    private int failStatus = 400;
    private Duration bodyTimeout = Duration.ofSeconds(20);
    private Duration closeTimeout = Duration.ofSeconds(5);
    private int maxNonces = 200_000;
    private int maxAuthorizations = 10_000;
    private final Set<String> scopes = new LinkedHashSet<>();
    private Optional<WebhookKey> webhookKey = Optional.empty();
    private URI webhookUrl;
    private Duration webhookRetryDelay = Duration.ofSeconds(1);
    private Executor afterWebhookTimeout = WebhookSender.AFTER_TIMEOUT;
    private Supplier<String> ids =
        () -> Long.toString(RANDOM.nextLong(100_000_000_000_000_000L, 1_000_000_000_000_000_000L));
    private boolean defaultMerchant = true;
    private boolean triggers = true;
    private Consumer<String> log = line -> {};
    private UnaryOperator<Handler> around = UnaryOperator.identity();

    private Builder() {}

    /**
     * The address to listen on; without it, 127.0.0.1, which only this machine reaches.
     *
     * @param host an address or name of this machine
     * @return this
     */
    public Builder host(String host) {
      if (host.isBlank()) {
        throw new IllegalArgumentException("The host must not be blank");
      }
      this.host = host;
      return this;
    }

    /**
     * The port to listen on; without it, or with 0, any that is free.
     *
     * @param port from 0 to 65535
     * @return this
     */
    public Builder port(int port) {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("The port must be from 0 to 65535, but is " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * An accepted API key, with its secret key. Repeatable; without it, the default ones.
     *
     * @param apiKey 1 to 128 of the characters {@code 0-9 A-Z a-z _ -}
     * @param secretKey not blank
     * @return this
     */
    public Builder credentials(String apiKey, String secretKey) {
      if (!TransportChecks.API_KEY_FORMAT.matches(apiKey)) {
        throw new IllegalArgumentException(
            "The API key must be 1 to 128 of the characters 0-9 A-Z a-z _ -");
      }
      if (secretKey.isBlank()) {
        throw new IllegalArgumentException("The secret key must not be blank");
      }
      credentials.put(apiKey, secretKey);
      return this;
    }

    /**
     * A registered merchant. Repeatable; without it, the merchant of the sample.
     *
     * @param merchantId the id, not blank
     * @param name the name
     * @return this
     */
    public Builder merchant(String merchantId, String name) {
      if (merchantId.isBlank()) {
        throw new IllegalArgumentException("The merchant id must not be blank");
      }
      merchants.put(merchantId, name);
      return this;
    }

    /**
     * Not even {@code merchant1} is registered to begin with.
     *
     * @return this
     */
    public Builder noMerchants() {
      defaultMerchant = false;
      return this;
    }

    /**
     * How far a timestamp may be from the clock, either way; without it, the provider's 1 s.
     *
     * @param window 1 ms or longer
     * @return this
     */
    public Builder window(Duration window) {
      if (window.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException("The window must be 1 ms or longer");
      }
      this.window = window;
      return this;
    }

    /**
     * The clock that checks timestamps and dates responses; without it, the system's.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * The HTTP status of failures; without it, 400. The provider documents none.
     *
     * @param failStatus from 200 to 599, but not 204, 205 or 304, which come without a body
     * @return this
     */
    public Builder failStatus(int failStatus) {
      if (failStatus < 200 || failStatus > 599 || Set.of(204, 205, 304).contains(failStatus)) {
        throw new IllegalArgumentException(
            "The HTTP status of failures must be from 200 to 599, and one that has a body, but is "
                + failStatus);
      }
      this.failStatus = failStatus;
      return this;
    }

    /**
     * Whether certain merchant ids trigger certain responses; without it, they do.
     *
     * @param on whether they do
     * @return this
     */
    public Builder triggers(boolean on) {
      this.triggers = on;
      return this;
    }

    /**
     * A scope that may be asked for. Repeatable; without it, the seven of the provider's sample:
     * CONVERT, REFUND, CHECKOUT, PAYOUT, REPORT, INTERNAL_TRANSFER and BALANCE.
     *
     * @param scope 1 to 64 of the characters {@code 0-9 A-Z _}
     * @return this
     */
    public Builder scope(String scope) {
      if (!SCOPE_FORMAT.matcher(scope).matches()) {
        throw new IllegalArgumentException(
            "The scope must be 1 to 64 of the characters 0-9 A-Z _, such as CONVERT");
      }
      scopes.add(scope);
      return this;
    }

    /**
     * Where notifications go; without it, nowhere until {@link Sandbox#webhookUrl
     * Sandbox.webhookUrl} is called.
     *
     * @param url an absolute http or https URL
     * @return this
     * @throws IllegalArgumentException if it is not one
     */
    public Builder webhookUrl(String url) {
      webhookUrl = Webhook.url(url);
      return this;
    }

    /**
     * The key that signs notifications; without it, a new one.
     *
     * @param file a PEM file of an RSA private key with 2048 bits or more, PKCS#8 and not encrypted
     * @return this
     * @throws IllegalArgumentException if the file cannot be read, or holds no such key
     */
    public Builder webhookKey(Path file) {
      webhookKey = Optional.of(WebhookKey.read(file));
      return this;
    }

    /**
     * How long after a notification that was not accepted it is sent again; without it, 1 s. It is
     * doubled each time.
     *
     * @param delay from 1 ms to an hour
     * @return this
     */
    public Builder webhookRetryDelay(Duration delay) {
      if (delay.toMillis() < 1 || delay.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("The webhook retry delay must be from 1 ms to 1 hour");
      }
      webhookRetryDelay = delay;
      return this;
    }

    /**
     * Who gets a line for every response, and for every attempt to deliver a notification. The
     * lines hold no secrets. Without it, nobody.
     *
     * @param log called from many threads
     * @return this
     */
    public Builder log(Consumer<String> log) {
      this.log = log;
      return this;
    }

    /** How long a body may take to arrive. */
    Builder bodyTimeout(Duration bodyTimeout) {
      this.bodyTimeout = bodyTimeout;
      return this;
    }

    /** How long {@link Sandbox#close} waits for the responses in flight. */
    Builder closeTimeout(Duration closeTimeout) {
      this.closeTimeout = closeTimeout;
      return this;
    }

    /** How many nonces are remembered at once. */
    Builder maxNonces(int maxNonces) {
      this.maxNonces = maxNonces;
      return this;
    }

    /** How many authorizations are kept at once. */
    Builder maxAuthorizations(int maxAuthorizations) {
      this.maxAuthorizations = maxAuthorizations;
      return this;
    }

    /** Runs what it is given when a webhook has taken too long to respond. */
    Builder afterWebhookTimeout(Executor afterWebhookTimeout) {
      this.afterWebhookTimeout = afterWebhookTimeout;
      return this;
    }

    /** Where authorization ids come from. */
    Builder ids(Supplier<String> ids) {
      this.ids = ids;
      return this;
    }

    /** Puts something around the handler of requests, such as faults. */
    Builder around(UnaryOperator<Handler> around) {
      this.around = around;
      return this;
    }

    /**
     * Starts it.
     *
     * @return the sandbox, which listens
     * @throws BindException if the port is in use, or the address not of this machine
     * @throws IOException if it cannot listen for another reason
     */
    public Sandbox start() throws IOException {
      SandboxState state = state();
      credentials().forEach(state::addApiKey);
      merchants.forEach(state::addMerchant);
      if (merchants.isEmpty() && defaultMerchant) {
        state.addMerchant(DEFAULT_MERCHANT_ID, DEFAULT_MERCHANT_NAME);
      }
      state.triggers(triggers);
      return listen(state);
    }

    /** The accepted API keys, the first one first, with their secret keys. */
    Map<String, String> credentials() {
      return credentials.isEmpty() ? Map.of(DEFAULT_API_KEY, DEFAULT_SECRET_KEY) : credentials;
    }

    Clock clock() {
      return clock;
    }

    private SandboxState state() {
      WebhookKeys keys = new WebhookKeys(webhookKey);
      Webhook webhook =
          new Webhook(
              new WebhookSender(keys, clock::millis, afterWebhookTimeout),
              webhookUrl,
              webhookRetryDelay,
              log);
      AuthorizationStore authorizations =
          new AuthorizationStore(
              maxAuthorizations,
              log,
              (action, authorization) -> webhook.deliver(Delivery.of(action, authorization)));
      return new SandboxState(
          clock,
          window.toMillis(),
          failStatus,
          maxNonces,
          scopes.isEmpty() ? DEFAULT_SCOPES : List.copyOf(scopes),
          ids,
          authorizations,
          keys,
          webhook);
    }

    private Sandbox listen(SandboxState state) throws IOException {
      SandboxServer server = new SandboxServer(host, port);
      state.baseUrl(server.baseUrl());
      Console console = new Console(state, new OriginCheck(host));
      SandboxHandler handler = new SandboxHandler(state, console, log, new BodyReader(bodyTimeout));
      server.start(around.apply(handler), handler.errors());
      return new Sandbox(state, server, console.events(), closeTimeout);
    }
  }
}
