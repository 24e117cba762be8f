package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.sandbox.internal.console.Console;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxServer;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A running sandbox: an HTTP server in place of the provider. Its documentation lists the checks in
 * their order, and the merchant ids that trigger a certain response.
 *
 * <p>It listens on a loopback address by default. Its credentials are for tests only. Its state is
 * in memory.
 */
public final class Sandbox implements AutoCloseable {
  /** Default API key. */
  public static final String DEFAULT_API_KEY = ApiKeys.PUBLISHED_API_KEY;

  /** Secret key of {@link #DEFAULT_API_KEY}. It is not a secret: the documentation publishes it. */
  public static final String DEFAULT_SECRET_KEY = ApiKeys.PUBLISHED_SECRET_KEY;

  /** Id of the merchant that is registered by default: that of the reference page. */
  public static final String DEFAULT_MERCHANT_ID = "merchant1";

  private final Provider provider;
  private final Webhook webhook;
  private final Console console;
  private final SandboxServer server;
  private final Duration closeTimeout;

  Sandbox(
      Provider provider,
      Webhook webhook,
      Console console,
      SandboxServer server,
      Duration closeTimeout) {
    this.provider = provider;
    this.webhook = webhook;
    this.console = console;
    this.server = server;
    this.closeTimeout = closeTimeout;
  }

  /** {@return a builder, whose settings are all optional} */
  public static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  /**
   * {@return the URL that reaches it from this machine, such as {@code http://127.0.0.1:8080}; the
   * base URL of a client}
   */
  public String baseUrl() {
    return provider.settings().baseUrl();
  }

  /**
   * Registers a merchant.
   *
   * @param merchantId the id
   * @param name the name
   */
  public void addMerchant(String merchantId, String name) {
    provider.merchants().add(merchantId, name);
  }

  /**
   * Switches the merchant ids that trigger a certain response on or off.
   *
   * @param on whether they trigger it
   */
  public void triggers(boolean on) {
    provider.merchants().triggers(on);
  }

  /**
   * Sets the URL that receives notifications.
   *
   * @param url an absolute http or https URL
   * @throws IllegalArgumentException if it is not one
   */
  public void webhookUrl(String url) {
    webhook.url(Webhook.url(url));
  }

  /**
   * Agrees as the merchant: PENDING becomes AUTHORIZED. Like {@link #reject}, {@link #change} and
   * {@link #disable}, it notifies the webhook, and does not wait for the delivery.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   */
  public void agree(String authorizationId) {
    provider.act(MerchantAction.AGREE, authorizationId, List.of());
  }

  /**
   * Rejects as the merchant: PENDING becomes REJECTED, a status of the sandbox's own.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   */
  public void reject(String authorizationId) {
    provider.act(MerchantAction.REJECT, authorizationId, List.of());
  }

  /**
   * Changes an authorization as the merchant. It is AUTHORIZED and stays so. The provider does not
   * document what a merchant can change; here it is the scopes.
   *
   * @param authorizationId the id of the authorization
   * @param scopes the new scopes; none to keep them
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   * @throws IllegalArgumentException if a scope is not allowed
   */
  public void change(String authorizationId, String... scopes) {
    provider.act(MerchantAction.CHANGE, authorizationId, List.of(scopes));
  }

  /**
   * Disables an authorization as the merchant: AUTHORIZED becomes DISABLED, a status of the
   * sandbox's own.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   */
  public void disable(String authorizationId) {
    provider.act(MerchantAction.DISABLE, authorizationId, List.of());
  }

  /**
   * Signs notifications with a new key from now on. The previous one stays among the certificates.
   *
   * @return the serial of the new key
   */
  public String rotateWebhookKey() {
    return provider.webhookKeys().rotate().serial();
  }

  /**
   * Injects a fault into the delivery of the next event. Several calls are for the next events, in
   * order.
   *
   * @param fault the fault
   * @throws IllegalStateException if 1,000 faults are pending
   */
  public void nextDelivery(DeliveryFault fault) {
    webhook.nextDelivery(fault);
  }

  /**
   * Forgets authorizations, nonces, requests, deliveries and pending faults. Credentials,
   * merchants, webhook URL and webhook keys stay.
   */
  public void reset() {
    console.reset();
  }

  /** Stops listening and delivering, and waits for the responses in flight, for up to 5 s. */
  @Override
  public void close() {
    server.close(closeTimeout, webhook::close);
  }
}
