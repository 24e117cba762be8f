package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.sandbox.internal.console.Console;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.server.SandboxServer;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import java.time.Duration;

/**
 * A running sandbox: an HTTP server in place of the provider. Its documentation lists the checks in
 * their order, and the merchant ids that trigger a certain response.
 *
 * <p>It listens on a loopback address by default. Its credentials are for tests only. Its state is
 * in memory.
 */
public final class Sandbox implements SandboxActions, AutoCloseable {
  /** Default API key. */
  public static final String DEFAULT_API_KEY = ApiKeys.PUBLISHED_API_KEY;

  /** Secret key of {@link #DEFAULT_API_KEY}. It is not a secret: the documentation publishes it. */
  public static final String DEFAULT_SECRET_KEY = ApiKeys.PUBLISHED_SECRET_KEY;

  /** Id of the merchant that is registered by default: that of the reference page. */
  public static final String DEFAULT_MERCHANT_ID = "merchant1";

  final Provider provider;
  final Webhook webhook;
  final Console console;
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

  @Override
  public Sandbox sandbox() {
    return this;
  }

  /** Stops listening and delivering, and waits for the responses in flight, for up to 5 s. */
  @Override
  public void close() {
    server.close(closeTimeout, webhook::close);
  }
}
