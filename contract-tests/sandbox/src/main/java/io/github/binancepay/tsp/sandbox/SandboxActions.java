package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.util.List;
import java.util.NoSuchElementException;

/** Actions on a sandbox, which {@link Sandbox} and {@link SandboxExtension} offer. */
public interface SandboxActions {
  /** {@return the sandbox that is running} */
  Sandbox sandbox();

  /**
   * {@return the URL that reaches it from this machine, such as {@code http://127.0.0.1:8080}; the
   * base URL of a client}
   */
  default String baseUrl() {
    return sandbox().provider.settings().baseUrl();
  }

  /**
   * Registers a merchant.
   *
   * @param merchantId the id
   * @param name the name
   */
  default void addMerchant(String merchantId, String name) {
    sandbox().provider.merchants().add(merchantId, name);
  }

  /**
   * Switches the merchant ids that trigger a certain response on or off.
   *
   * @param on whether they trigger it
   */
  default void triggers(boolean on) {
    sandbox().provider.merchants().triggers(on);
  }

  /**
   * Sets the URL that receives notifications.
   *
   * @param url an absolute http or https URL
   * @throws IllegalArgumentException if it is not one
   */
  default void webhookUrl(String url) {
    sandbox().webhook.url(Webhook.url(url));
  }

  /**
   * Agrees as the merchant: PENDING becomes AUTHORIZED. Like {@link #reject}, {@link #change} and
   * {@link #disable}, it notifies the webhook, and does not wait for the delivery.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   */
  default void agree(String authorizationId) {
    sandbox().provider.act(MerchantAction.AGREE, authorizationId, List.of());
  }

  /**
   * Rejects as the merchant: PENDING becomes REJECTED, a status of the sandbox's own.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   */
  default void reject(String authorizationId) {
    sandbox().provider.act(MerchantAction.REJECT, authorizationId, List.of());
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
  default void change(String authorizationId, String... scopes) {
    sandbox().provider.act(MerchantAction.CHANGE, authorizationId, List.of(scopes));
  }

  /**
   * Disables an authorization as the merchant: AUTHORIZED becomes DISABLED, a status of the
   * sandbox's own.
   *
   * @param authorizationId the id of the authorization
   * @throws NoSuchElementException if there is no authorization with this id
   * @throws IllegalStateException if its status does not allow the action
   */
  default void disable(String authorizationId) {
    sandbox().provider.act(MerchantAction.DISABLE, authorizationId, List.of());
  }

  /**
   * Signs notifications with a new key from now on. The previous one stays among the certificates.
   *
   * @return the serial of the new key
   */
  default String rotateWebhookKey() {
    return sandbox().provider.webhookKeys().rotate().serial();
  }

  /**
   * Injects a fault into the delivery of the next event. Several calls are for the next events, in
   * order.
   *
   * @param fault the fault
   * @throws IllegalStateException if 1,000 faults are pending
   */
  default void nextDelivery(DeliveryFault fault) {
    sandbox().webhook.nextDelivery(fault);
  }

  /**
   * Forgets authorizations, nonces, requests, deliveries and pending faults. Credentials,
   * merchants, webhook URL and webhook keys stay.
   */
  default void reset() {
    sandbox().console.reset();
  }
}
