package io.github.binancepay.tsp.sandbox.webhook;

import java.util.Locale;

/** Faults that {@code Sandbox.nextDelivery} injects into the delivery of the next event. */
public enum DeliveryFault {
  /** The same event is delivered twice. */
  TWICE("sent again after it was accepted, with a new timestamp and nonce"),

  /** Two events are delivered in the wrong order. */
  OUT_OF_ORDER("held back until the event after it was delivered or given up"),

  /** The signature is not that of the body. */
  WRONG_SIGNATURE("the first attempt has the signature of another body"),

  /** The serial is not one of the certificates. */
  UNKNOWN_SERIAL("the first attempt is signed with a key that `queryCertificates` does not list"),

  /** The timestamp is an hour old. */
  OLD_TIMESTAMP("the first attempt has a timestamp of an hour ago, and is signed with it");

  private final String description;

  DeliveryFault(String description) {
    this.description = description;
  }

  /** {@return the name in paths, such as {@code wrong-signature}} */
  public String pathName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return the effect on the event} */
  public String description() {
    return description;
  }
}
