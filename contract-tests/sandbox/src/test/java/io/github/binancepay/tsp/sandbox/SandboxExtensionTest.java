package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.AllowedScopes;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs test classes as users have them, the nested ones. */
class SandboxExtensionTest {
  /** The sandboxes and clients that a class was given. */
  private static final Map<Class<?>, Set<Object>> GIVEN = new ConcurrentHashMap<>();

  private static void note(Class<?> sample, Object... given) {
    GIVEN
        .computeIfAbsent(sample, key -> ConcurrentHashMap.newKeySet())
        .addAll(Arrays.asList(given));
  }

  @AfterEach
  void forget() {
    GIVEN.clear();
  }

  @ExtendWith(SandboxExtension.class)
  static class InstanceForEachMethod {
    InstanceForEachMethod(Sandbox sandbox, BinancePayClient client) {
      note(InstanceForEachMethod.class, sandbox, client);
    }

    @BeforeAll
    static void before(Sandbox sandbox) {
      note(InstanceForEachMethod.class, sandbox);
    }

    @BeforeEach
    void before(BinancePayClient client, Sandbox sandbox) {
      note(InstanceForEachMethod.class, sandbox, client);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 7})
    void itsClientCallsIt(int scopes, BinancePayClient client) {
      assertThat(client.queryScopes().getAllowScopes()).hasSize(scopes);
      note(InstanceForEachMethod.class, client);
    }

    @Nested
    class Inner {
      @Test
      void hasThatOfTheOuterClass(Sandbox sandbox, BinancePayClient client) {
        note(InstanceForEachMethod.class, sandbox, client);
      }
    }
  }

  @ExtendWith(SandboxExtension.class)
  @TestInstance(Lifecycle.PER_CLASS)
  static class InstanceForAll {
    InstanceForAll(Sandbox sandbox) {
      note(InstanceForAll.class, sandbox);
    }

    @BeforeAll
    void before(Sandbox sandbox, BinancePayClient client) {
      note(InstanceForAll.class, sandbox, client);
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class Inner {
      Inner(Sandbox sandbox) {
        note(InstanceForAll.class, sandbox);
      }

      @Test
      void itsClientCallsIt(BinancePayClient client) {
        client.queryScopes();
        note(InstanceForAll.class, client);
      }
    }
  }

  static class OneMethod {
    @Test
    @ExtendWith(SandboxExtension.class)
    void itsClientCallsIt(Sandbox sandbox, BinancePayClient client) {
      client.queryScopes();
      note(OneMethod.class, sandbox, client);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {InstanceForEachMethod.class, InstanceForAll.class, OneMethod.class})
  void aClassHasOneSandboxAndOneClientWhichAreClosedInTheEnd(Class<?> sample) {
    assertThat(run(sample).getTestsSucceededCount()).isPositive();

    assertThat(sandboxes(sample)).singleElement().satisfies(SandboxExtensionTest::assertClosed);
    assertThat(given(sample, BinancePayClient.class))
        .singleElement()
        .satisfies(
            client ->
                assertThatThrownBy(client::queryScopes)
                    .hasStackTraceContaining("client is closed"));
  }

  @ExtendWith(SandboxExtension.class)
  @TestInstance(Lifecycle.PER_CLASS)
  static class BrokenConstructor {
    BrokenConstructor(Sandbox sandbox) {
      note(BrokenConstructor.class, sandbox);
      throw new IllegalStateException("broken");
    }

    @Test
    void neverRuns() {}
  }

  @Test
  void theSandboxIsClosedIfTheClassCannotBeMade() {
    assertThat(run(BrokenConstructor.class).getTestsStartedCount()).isZero();

    assertThat(sandboxes(BrokenConstructor.class))
        .singleElement()
        .satisfies(SandboxExtensionTest::assertClosed);
  }

  @ExtendWith(SandboxExtension.class)
  static class OtherTypes {
    @Test
    void isNotGiven(AutoCloseable sandbox) {}

    @Test
    void isNotGivenEither(Object client) {}
  }

  @Test
  void noOtherParameterIsClaimed() {
    assertThat(failures(run(OtherTypes.class)))
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
    void itsClientSignsForItAndItTellsWhereItIs(Sandbox sandbox, BinancePayClient client) {
      AllowedScopes scopes = client.queryScopes();

      assertThat(scopes.getAllowScopes()).containsExactly("PAYOUT");
      assertThat(SANDBOX.baseUrl()).isEqualTo(sandbox.baseUrl());
    }
  }

  /** As Spring's, which makes an application context that needs the base URL. */
  static final class ReadsTheBaseUrl implements TestInstancePostProcessor {
    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
      note(ConfiguredForAll.class, ConfiguredForAll.SANDBOX.baseUrl());
    }
  }

  @ExtendWith(ReadsTheBaseUrl.class)
  @TestInstance(Lifecycle.PER_CLASS)
  static class ConfiguredForAll {
    @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

    @Test
    void hasTheBaseUrl(Sandbox sandbox) {
      assertThat(GIVEN.get(ConfiguredForAll.class)).containsExactly(sandbox.baseUrl());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Configured.class, ConfiguredForAll.class})
  void aFieldHasASandboxOfItsOwn(Class<?> sample) {
    assertThat(failures(run(sample))).isEmpty();

    assertThatIllegalStateException()
        .isThrownBy(Configured.SANDBOX::baseUrl)
        .withMessageContaining("the number of sandboxes that run is 0");
  }

  static class FieldOfTheInstance {
    @RegisterExtension final SandboxExtension sandbox = new SandboxExtension();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hasOneForEachTest(int number, Sandbox own) {
      assertThat(sandbox.baseUrl()).isEqualTo(own.baseUrl());
      note(FieldOfTheInstance.class, own);
    }
  }

  @Test
  void aFieldThatIsNotStaticHasASandboxForEachTest() {
    assertThat(failures(run(FieldOfTheInstance.class))).isEmpty();

    assertThat(sandboxes(FieldOfTheInstance.class))
        .hasSize(2)
        .allSatisfy(SandboxExtensionTest::assertClosed);
  }

  abstract static class Inherited {
    @RegisterExtension static final SandboxExtension SHARED = new SandboxExtension();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @Test
    void runsWhileTheOtherDoes(Sandbox sandbox) throws Exception {
      note(Inherited.class, sandbox);
      BOTH.await();
      assertThatIllegalStateException()
          .isThrownBy(SHARED::baseUrl)
          .withMessageContaining("the number of sandboxes that run is 2");
      BOTH.await();
    }
  }

  static class OneHeir extends Inherited {}

  static class OtherHeir extends Inherited {}

  @Test
  void classesThatRunInParallelHaveASandboxEach() {
    assertThat(failures(run(OneHeir.class, OtherHeir.class))).isEmpty();

    assertThat(sandboxes(Inherited.class))
        .hasSize(2)
        .allSatisfy(SandboxExtensionTest::assertClosed);
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

  private static List<String> failures(TestExecutionSummary summary) {
    return summary.getFailures().stream()
        .map(Failure::getException)
        .map(Throwable::getMessage)
        .toList();
  }

  private static List<Sandbox> sandboxes(Class<?> sample) {
    return given(sample, Sandbox.class);
  }

  private static <T> List<T> given(Class<?> sample, Class<T> type) {
    return GIVEN.get(sample).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static void assertClosed(Sandbox sandbox) {
    assertThatThrownBy(() -> SandboxFixture.sendRaw(sandbox.baseUrl(), ""))
        .isInstanceOf(ConnectException.class);
  }
}
