package io.github.binancepay.tsp.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What may go wrong with the delivery of a notification; {@link Sandbox#nextDelivery
 * Sandbox.nextDelivery} makes it happen to the next one. The project's README lists what each does.
 */
public enum DeliveryFault {
  /** The same event comes twice. */
  TWICE("sent again after it was accepted, with a new timestamp and nonce"),

  /** Two events come in the wrong order. */
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

  static Optional<DeliveryFault> of(String pathName) {
    return Arrays.stream(values()).filter(fault -> fault.pathName().equals(pathName)).findFirst();
  }

  /** What it is called in paths. */
  String pathName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is in the first attempt itself, which a receiver should refuse. */
  boolean isInFirstAttempt() {
    return this != TWICE && this != OUT_OF_ORDER;
  }

  String description() {
    return description;
  }
}
