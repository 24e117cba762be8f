package io.github.binancepay.tsp.sandbox.internal.provider;

import java.time.Duration;

/** Default values and limits that the documentation states. */
public final class Limits {
  /** Default maximum difference between a timestamp and the clock. */
  public static final Duration WINDOW = Duration.ofSeconds(1);

  /** Default window of {@code SandboxExtension}, large enough for a busy machine. */
  public static final Duration EXTENSION_WINDOW = Duration.ofSeconds(60);

  /** Default HTTP status of failures. */
  public static final int FAIL_STATUS = 400;

  /** Maximum number of nonces that are remembered. */
  public static final int NONCES = 200_000;

  /** Maximum number of authorizations that are kept. */
  public static final int AUTHORIZATIONS = 10_000;

  /** Maximum size of a request body. */
  public static final int BODY_BYTES = 128 * 1024;

  /** Maximum time for a request body to arrive. */
  public static final Duration BODY_TIMEOUT = Duration.ofSeconds(20);

  /** Maximum number of request bodies that are still arriving. */
  public static final int UNFINISHED_BODIES = 256;

  /** Maximum time that {@code close()} waits for responses in flight. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** Default delay before the first retry of a delivery. It doubles with each retry. */
  public static final Duration WEBHOOK_RETRY_DELAY = Duration.ofSeconds(1);

  /** Maximum number of attempts of a delivery: the provider retries up to 6 times. */
  public static final int WEBHOOK_ATTEMPTS = 7;

  /** Maximum time for a webhook to respond. */
  public static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(10);

  /** Maximum number of deliveries in flight, and of faults that are pending. */
  public static final int PENDING_DELIVERIES = 1_000;

  /** Number of deliveries that the console keeps. */
  public static final int LISTED_DELIVERIES = 100;

  /** Number of requests that the console keeps. */
  public static final int LISTED_REQUESTS = 200;

  /** Number of authorizations that the console lists. */
  public static final int LISTED_AUTHORIZATIONS = 200;

  private Limits() {}
}
