package io.github.binancepay.tsp.sandbox.internal.webhook;

import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of a delivery.
 *
 * @param atMillis the time by the sandbox's clock
 * @param response the start of the response's body
 * @param accepted whether the receiver accepted it
 * @param description outcome without anything that the receiver sent
 */
public record Attempt(
    long atMillis,
    String url,
    List<Header> headers,
    Optional<DeliveryFault> fault,
    Optional<Integer> httpStatus,
    String response,
    boolean accepted,
    String description) {
  /** {@return the mistake of a receiver that accepted what it should reject; empty if none} */
  public Optional<String> warning() {
    return fault
        .filter(injected -> accepted && Delivery.isInFirstAttempt(injected))
        .map(
            injected ->
                "your receiver accepted a notification with "
                    + switch (injected) {
                      case WRONG_SIGNATURE -> "a wrong signature";
                      case UNKNOWN_SERIAL -> "the signature of an unknown key";
                      default -> "a timestamp of an hour ago";
                    });
  }

  /** Leaves headers and response out. */
  @Override
  public String toString() {
    return fault.map(injected -> "with " + injected.pathName() + ", ").orElse("") + description;
  }
}
