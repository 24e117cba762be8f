package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Runs a sandbox for a test class of JUnit 5 (5.10 or newer) or JUnit 6:
 *
 * <pre>{@code
 * @ExtendWith(SandboxExtension.class)
 * class AuthorizationTest {
 *   @Test
 *   void merchantAgrees(Sandbox sandbox, BinancePayClient client) {
 *     Authorization authorization =
 *         client.createAuthorization(
 *             new CreateAuthorizationRequest()
 *                 .merchantId(Sandbox.DEFAULT_MERCHANT_ID)
 *                 .scopes(List.of("CONVERT"))
 *                 .ipWhitelist(List.of("192.168.1.1")));
 *     sandbox.agree(authorization.getAuthorizationId());
 *   }
 * }
 * }</pre>
 *
 * <p>A {@link Sandbox}, and a {@link BinancePayClient} that calls it, can be parameters of
 * constructors, lifecycle methods and tests. Each test class has its own sandbox on a free port;
 * nested classes share that of the outer class. <strong>Its authorizations are kept for the whole
 * class:</strong> call {@link #reset()} between tests that must not see each other's. Sandbox and
 * client are closed at the end of the class.
 *
 * <p>The settings are those of {@link Sandbox#builder()}, except that timestamps are accepted
 * within 60 s instead of 1 s, so that no test fails because a machine is busy. For other settings,
 * or without parameters, register the extension by a static field, which has the methods of {@link
 * SandboxActions}. With Spring, its {@link #baseUrl()} goes into the properties:
 *
 * <pre>{@code
 * @RegisterExtension
 * static SandboxExtension sandbox =
 *     new SandboxExtension(Sandbox.builder().merchant("m42", "Team"));
 *
 * @DynamicPropertySource
 * static void baseUrl(DynamicPropertyRegistry registry) {
 *   registry.add("binance-pay.base-url", sandbox::baseUrl);
 * }
 * }</pre>
 *
 * <p>Spring keeps the context of a class for others that are configured alike: if several inherit
 * such a field, put {@code @DirtiesContext} beside it. A field that is not static, or
 * {@code @ExtendWith} at a method, runs a sandbox for each test.
 */
public final class SandboxExtension
    implements SandboxActions,
        BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        ParameterResolver {
  private final SandboxBuilder builder;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /** Creates an extension with default settings, which is what {@code @ExtendWith} uses. */
  public SandboxExtension() {
    this(Sandbox.builder());
  }

  /**
   * Creates an extension with other settings. The client signs with the first credentials, by the
   * builder's clock.
   *
   * @param builder the settings; do not start it
   */
  public SandboxExtension(SandboxBuilder builder) {
    this.builder = builder;
  }

  /**
   * Accepted difference between a timestamp and the clock. Default: 60 s, so that no test fails
   * because a machine is busy.
   *
   * @param window 1 ms or longer
   * @return this
   */
  public SandboxExtension window(Duration window) {
    builder.window(window);
    return this;
  }

  /**
   * {@return the sandbox of the test class that is running}
   *
   * @throws IllegalStateException if no test class is running that this is registered for, or more
   *     than one
   */
  @Override
  public Sandbox sandbox() {
    List<Running> now = List.copyOf(running);
    if (now.size() != 1) {
      throw new IllegalStateException(
          "A SandboxExtension in a static field has one sandbox while its test class runs, but the"
              + " number of sandboxes that run is "
              + now.size()
              + ". Call it from a test; give classes that run in parallel a field each");
    }
    return now.get(0).sandbox;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    runningFor(context);
  }

  /** Runs before {@link #beforeAll} if one instance of the class runs all of its tests. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    runningFor(context);
  }

  /** Runs alone if this is registered for a method, or by a field that is not static. */
  @Override
  public void beforeEach(ExtensionContext context) {
    runningFor(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Sandbox.class || type == BinancePayClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running found = runningFor(context);
    return parameter.getParameter().getType() == Sandbox.class ? found.sandbox : found.client();
  }

  /**
   * The sandbox of the context or of one around it; a new one, which the context closes, if none.
   */
  private Running runningFor(ExtensionContext context) {
    return context
        .getStore(Namespace.create(this))
        .getOrComputeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private Running start() {
    try {
      return new Running(builder.defaultWindow(Limits.EXTENSION_WINDOW).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resource of a context: up to JUnit 5.12 by the one interface, later by the other. */
  @SuppressWarnings("deprecation")
  private final class Running implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    private final Sandbox sandbox;
    private BinancePayClient client;

    Running(Sandbox sandbox) {
      this.sandbox = sandbox;
      running.add(this);
    }

    synchronized BinancePayClient client() {
      if (client == null) {
        Map.Entry<String, String> keys = builder.credentials().entrySet().iterator().next();
        client =
            BinancePayClient.builder()
                .baseUrl(sandbox.baseUrl())
                .credentials(ApiCredentials.of(keys.getKey(), keys.getValue()))
                .clock(builder.clock())
                .build();
      }
      return client;
    }

    @Override
    public synchronized void close() {
      running.remove(this);
      if (client != null) {
        client.close();
      }
      sandbox.close();
    }
  }
}
