package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
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
 *   void aMerchantAgrees(Sandbox sandbox, BinancePayClient client) {
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
 * constructors, of lifecycle methods and of tests. Every test class has its own sandbox, on a port
 * that is free; nested classes share that of the outer class. <strong>Its authorizations are kept
 * for the whole class:</strong> a test finds those of the tests before it. Sandbox and client are
 * closed when the class is done.
 *
 * <p>The sandbox is as {@link Sandbox#builder()} makes it, but accepts timestamps within 10 s
 * instead of 1 s, so that no test fails because a busy machine is slow. For another one, register
 * the extension by a static field. With Spring, its {@link #baseUrl()} goes into the properties:
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
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        ParameterResolver {
  private final Sandbox.Builder builder;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /** With the defaults, and a window of 10 s; what {@code @ExtendWith} calls. */
  public SandboxExtension() {
    this(Sandbox.builder().window(Duration.ofSeconds(10)));
  }

  /**
   * With a sandbox of one's own. The client signs with the first of its credentials, by its clock.
   *
   * @param builder describes it; is not started by the caller
   */
  public SandboxExtension(Sandbox.Builder builder) {
    this.builder = builder;
  }

  /**
   * Where the sandbox of the class that is running is reached.
   *
   * @return a base URL for a client, such as {@code http://127.0.0.1:8080}
   * @throws IllegalStateException if no class is running that this is registered for, or more than
   *     one
   */
  public String baseUrl() {
    List<Running> now = List.copyOf(running);
    if (now.size() != 1) {
      throw new IllegalStateException(
          "baseUrl() is that of one sandbox, but the number of those that run is "
              + now.size()
              + ": it is for a static field, while its test class runs; classes that run in"
              + " parallel need a field each");
    }
    return now.get(0).sandbox.baseUrl();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    runningFor(context);
  }

  /** Comes before {@link #beforeAll} if one instance of the class runs all of its tests. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    runningFor(context);
  }

  /** Comes alone if this is registered for a method, or by a field that is not static. */
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

  /** That of the context or of one around it; a new one, which the context closes, if none has. */
  private Running runningFor(ExtensionContext context) {
    return context
        .getStore(Namespace.create(this))
        .getOrComputeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private Running start() {
    try {
      return new Running(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a context closes: up to JUnit 5.12 because of the one interface, later of the other. */
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
