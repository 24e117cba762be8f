package io.github.binancepay.tsp.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.binancepay.tsp.BinancePayClient;
import java.net.ConnectException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes as users have them, the nested ones. */
class SandboxExtensionTest {
  /** The sandboxes and clients that the running classes were given. */
  private static final Set<Object> GIVEN = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void clear() {
    GIVEN.clear();
  }

  @ExtendWith(SandboxExtension.class)
  static class InstanceForEachMethod {
    InstanceForEachMethod(Sandbox sandbox, BinancePayClient client) {
      GIVEN.addAll(List.of(sandbox, client));
    }

    @BeforeAll
    static void beforeAll(Sandbox sandbox) {
      GIVEN.add(sandbox);
    }

    @BeforeEach
    void beforeEach(BinancePayClient client, Sandbox sandbox) {
      GIVEN.addAll(List.of(sandbox, client));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 7})
    void theClientCallsTheSandbox(int scopes, BinancePayClient client) {
      assertThat(client.queryScopes().getAllowScopes()).hasSize(scopes);
      GIVEN.add(client);
    }

    @Nested
    class Inner {
      @Test
      void hasTheSandboxOfTheOuterClass(Sandbox sandbox, BinancePayClient client) {
        GIVEN.addAll(List.of(sandbox, client));
      }
    }
  }

  @ExtendWith(SandboxExtension.class)
  @TestInstance(Lifecycle.PER_CLASS)
  static class InstanceForAll {
    InstanceForAll(Sandbox sandbox) {
      GIVEN.add(sandbox);
    }

    @BeforeAll
    void before(Sandbox sandbox, BinancePayClient client) {
      GIVEN.addAll(List.of(sandbox, client));
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class Inner {
      Inner(Sandbox sandbox) {
        GIVEN.add(sandbox);
      }

      @Test
      void theClientCallsTheSandbox(BinancePayClient client) {
        client.queryScopes();
        GIVEN.add(client);
      }
    }
  }

  static class OneMethod {
    @Test
    @ExtendWith(SandboxExtension.class)
    void theClientCallsTheSandbox(Sandbox sandbox, BinancePayClient client) {
      client.queryScopes();
      GIVEN.addAll(List.of(sandbox, client));
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {InstanceForEachMethod.class, InstanceForAll.class, OneMethod.class})
  void aTestClassHasOneSandboxAndOneClientUntilItEnds(Class<?> sample) {
    assertThat(run(sample).getTestsSucceededCount()).isPositive();

    assertOneClosedSandbox();
    assertThat(GIVEN)
        .filteredOn(BinancePayClient.class::isInstance)
        .singleElement()
        .satisfies(
            client ->
                assertThatThrownBy(((BinancePayClient) client)::queryScopes)
                    .hasStackTraceContaining("client is closed"));
  }

  @ExtendWith(SandboxExtension.class)
  @TestInstance(Lifecycle.PER_CLASS)
  static class BrokenConstructor {
    BrokenConstructor(Sandbox sandbox) {
      GIVEN.add(sandbox);
      throw new IllegalStateException("broken");
    }

    @Test
    void neverRuns() {}
  }

  @Test
  void theSandboxIsClosedIfTheConstructorOfTheTestClassFails() {
    assertThat(run(BrokenConstructor.class).getTestsStartedCount()).isZero();

    assertOneClosedSandbox();
  }

  @ExtendWith(SandboxExtension.class)
  static class OtherTypes {
    @Test
    void hasNoCloseable(AutoCloseable sandbox) {}

    @Test
    void hasNoObject(Object client) {}
  }

  @Test
  void resolvesNoParameterOfAnotherType() {
    assertThat(failures(OtherTypes.class))
        .hasSize(2)
        .allMatch(message -> message.startsWith("No ParameterResolver registered for parameter"));
  }

  static class Configured {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
        new SandboxExtension(
            Sandbox.builder()
                .clock(new SettableClock(TestRequest.NOW))
                .credentials("first", "secret-1")
                .credentials("second", "secret-2")
                .scope("PAYOUT"));

    @Test
    void theClientSignsWithTheFirstCredentials(Sandbox sandbox, BinancePayClient client) {
      assertThat(client.queryScopes().getAllowScopes()).containsExactly("PAYOUT");
      assertThat(SANDBOX.baseUrl()).isEqualTo(sandbox.baseUrl());
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class ConfiguredForAll {
    @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

    // As Spring reads it, when it makes the application context.
    private final String baseUrl = SANDBOX.baseUrl();

    @Test
    void theFieldHasTheBaseUrl(Sandbox sandbox) {
      assertThat(baseUrl).isEqualTo(sandbox.baseUrl());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Configured.class, ConfiguredForAll.class})
  void aStaticFieldHasASandboxWhileTheTestClassRuns(Class<?> sample) {
    assertThat(failures(sample)).isEmpty();

    assertThatIllegalStateException()
        .isThrownBy(Configured.SANDBOX::baseUrl)
        .withMessageContaining("the number of sandboxes that run is 0");
  }

  static class FieldOfTheInstance {
    @RegisterExtension final SandboxExtension sandbox = new SandboxExtension();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theFieldHasTheSandboxOfTheTest(int number, Sandbox own) {
      assertThat(sandbox.baseUrl()).isEqualTo(own.baseUrl());
      GIVEN.add(own);
    }
  }

  abstract static class Inherited {
    @RegisterExtension static final SandboxExtension SHARED = new SandboxExtension();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @Test
    void theSharedFieldIsAmbiguousWhileTwoClassesRun(Sandbox sandbox) throws Exception {
      GIVEN.add(sandbox);
      BOTH.await(60, SECONDS);
      assertThatIllegalStateException()
          .isThrownBy(SHARED::baseUrl)
          .withMessageContaining("the number of sandboxes that run is 2");
      BOTH.await(60, SECONDS);
    }
  }

  static class OneHeir extends Inherited {}

  static class OtherHeir extends Inherited {}

  @Test
  void anInstanceFieldHasASandboxForEachTest() {
    assertThat(failures(FieldOfTheInstance.class)).isEmpty();

    assertThat(GIVEN).hasSize(2).allSatisfy(SandboxExtensionTest::assertClosed);
  }

  @Test
  void parallelClassesHaveASandboxEach() {
    assertThat(failures(OneHeir.class, OtherHeir.class)).isEmpty();

    assertThat(GIVEN).hasSize(2).allSatisfy(SandboxExtensionTest::assertClosed);
  }

  private static TestExecutionSummary run(Class<?>... samples) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(samples).map(sample -> selectClass(sample)).toList())
                .build(),
            listener);
    return listener.getSummary();
  }

  private static List<String> failures(Class<?>... samples) {
    return run(samples).getFailures().stream().map(one -> one.getException().getMessage()).toList();
  }

  private static void assertOneClosedSandbox() {
    assertThat(GIVEN)
        .filteredOn(Sandbox.class::isInstance)
        .singleElement()
        .satisfies(SandboxExtensionTest::assertClosed);
  }

  private static void assertClosed(Object sandbox) {
    assertThatThrownBy(() -> SandboxFixture.sendRaw(((Sandbox) sandbox).baseUrl(), ""))
        .isInstanceOf(ConnectException.class);
  }
}
