package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.HttpsTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junit5.TestTarget;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.filter.InteractionFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Replays the calls of the pact file against a provider: the sandbox, or the one that {@code
 * -Dprovider.url} names.
 *
 * <p>A recorded signature cannot be fresh, so every request is signed again, over the bytes that
 * are about to be sent.
 */
@Provider("binance-pay")
@PactFolder("target/pacts")
@PactFilter(value = "calls", filter = ProviderVerificationIT.OnlyCalls.class)
@VerificationReports({})
class ProviderVerificationIT {
  private static final NonceSource NONCES = NonceSource.from(new SecureRandom());
  private static final List<String> skipped = new ArrayList<>();

  private final Optional<ForeignProvider> foreign =
      ForeignProvider.named(System::getProperty, System.getenv());
  private Sandbox sandbox;

  @BeforeEach
  void startProvider(PactVerificationContext context) throws IOException {
    if (foreign.isPresent()) {
      skipIfStateCannotBeSet(context.getInteraction());
      context.setTarget(target(foreign.get().url()));
      return;
    }
    // It knows nothing but its credentials; what else an interaction needs is for its provider
    // state to set. The window is wide, since a busy machine may take a second between signing and
    // sending.
    sandbox =
        Sandbox.builder()
            .window(Duration.ofSeconds(10))
            .credentials(Interactions.API_KEY, Interactions.SECRET_KEY)
            .noMerchants()
            .triggers(false)
            .start();
    context.setTarget(target(URI.create(sandbox.baseUrl())));
  }

  @AfterEach
  void stopProvider() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @AfterAll
  static void nameWhatWasSkipped() {
    if (!skipped.isEmpty()) {
      System.out.println("Skipped, since the provider cannot be brought into the state:");
      skipped.forEach(interaction -> System.out.printf("  %s%n", interaction));
      skipped.clear();
    }
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void answersAsTheClientExpects(PactVerificationContext context, ClassicHttpRequest request)
      throws Exception {
    signAgain(context.getInteraction(), request);
    Verification.verify(context);
  }

  private void signAgain(Interaction interaction, ClassicHttpRequest request) throws Exception {
    byte[] body = EntityUtils.toByteArray(request.getEntity());
    if (foreign.isPresent()) {
      body = forMerchant(foreign.get().merchantId(), body);
      request.setEntity(
          new ByteArrayEntity(
              body, ContentType.parse(request.getFirstHeader("Content-Type").getValue())));
    }
    sign(request, body, behaviour(interaction));
  }

  @State(Interactions.MERCHANT_KNOWN)
  void merchantIsKnown() throws Exception {
    bringInto(
        Interactions.MERCHANT_KNOWN,
        () -> sandbox.addMerchant(Interactions.MERCHANT_ID, "Merchant One"));
  }

  @State(Interactions.MERCHANT_UNKNOWN)
  void merchantIsNotKnown() throws Exception {
    // The sandbox was started without merchants.
    bringInto(Interactions.MERCHANT_UNKNOWN, () -> {});
  }

  @State(Interactions.TRIGGERS_ON)
  void triggersAreOn() throws Exception {
    bringInto(Interactions.TRIGGERS_ON, () -> sandbox.triggers(true));
  }

  @State(Interactions.AUTHORIZATION_CREATED)
  void anAuthorizationIsCreated() throws Exception {
    if (foreign.isPresent() && foreign.get().stateChangeUrl().isEmpty()) {
      create(1);
    } else {
      bringInto(Interactions.AUTHORIZATION_CREATED, () -> createAtTheSandbox(1));
    }
  }

  @State(Interactions.TWO_PAGES)
  void thereAreTwoPages() throws Exception {
    bringInto(Interactions.TWO_PAGES, () -> createAtTheSandbox(11));
  }

  @State(Interactions.NO_AUTHORIZATIONS)
  void thereAreNoAuthorizations() throws Exception {
    bringInto(
        Interactions.NO_AUTHORIZATIONS,
        () -> sandbox.addMerchant(Interactions.MERCHANT_ID, "Merchant One"));
  }

  private void createAtTheSandbox(int count) {
    sandbox.addMerchant(Interactions.MERCHANT_ID, "Merchant One");
    create(count);
  }

  private void create(int count) {
    String merchantId = foreign.map(ForeignProvider::merchantId).orElse(Interactions.MERCHANT_ID);
    try (BinancePayClient client = client()) {
      for (int i = 0; i < count; i++) {
        Authorization unused =
            client.createAuthorization(
                new CreateAuthorizationRequest()
                    .merchantId(merchantId)
                    .scopes(List.of("CONVERT"))
                    .ipWhitelist(List.of("192.168.1.1")));
      }
    }
  }

  private BinancePayClient client() {
    return BinancePayClient.builder()
        .baseUrl(foreign.map(other -> other.url().toString()).orElseGet(() -> sandbox.baseUrl()))
        .credentials(
            ApiCredentials.of(
                foreign.map(ForeignProvider::apiKey).orElse(Interactions.API_KEY),
                foreign.map(ForeignProvider::secretKey).orElse(Interactions.SECRET_KEY)))
        .build();
  }

  private void bringInto(String state, Runnable sandboxInto) throws Exception {
    if (foreign.isPresent()) {
      foreign.get().set(state);
    } else {
      sandboxInto.run();
    }
  }

  private void sign(ClassicHttpRequest request, byte[] body, Behaviour behaviour) {
    String nonce = NONCES.next();
    long timestamp =
        behaviour == Behaviour.STALE_TIMESTAMP
            ? Long.parseLong(request.getFirstHeader("BinancePay-Timestamp").getValue())
            : System.currentTimeMillis();
    request.setHeader("BinancePay-Timestamp", Long.toString(timestamp));
    request.setHeader("BinancePay-Nonce", nonce);
    if (request
        .getFirstHeader("BinancePay-Certificate-SN")
        .getValue()
        .equals(Interactions.API_KEY)) {
      foreign.ifPresent(other -> request.setHeader("BinancePay-Certificate-SN", other.apiKey()));
    }
    if (behaviour != Behaviour.WRONG_SECRET_KEY) {
      String secretKey = foreign.map(ForeignProvider::secretKey).orElse(Interactions.SECRET_KEY);
      request.setHeader(
          "BinancePay-Signature", new RequestSigner(secretKey).sign(timestamp, nonce, body));
    }
  }

  private static byte[] forMerchant(String merchantId, byte[] body) {
    return new String(body, UTF_8)
        .replace("\"" + Interactions.MERCHANT_ID + "\"", "\"" + merchantId + "\"")
        .getBytes(UTF_8);
  }

  private static Behaviour behaviour(Interaction interaction) {
    return Interactions.all().stream()
        .filter(known -> known.description().equals(interaction.getDescription()))
        .findFirst()
        .orElseThrow()
        .behaviour();
  }

  private void skipIfStateCannotBeSet(Interaction interaction) {
    List<String> states =
        interaction.getProviderStates().stream().map(ProviderState::getName).toList();
    for (String state : states) {
      if (!foreign.orElseThrow().canSet(state)) {
        skipped.add("%s (%s)".formatted(interaction.getDescription(), state));
        Assumptions.abort("skipped: the provider state cannot be set: " + state);
      }
    }
  }

  private static TestTarget target(URI url) {
    boolean https = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : https ? 443 : 80;
    String path = url.getPath().isEmpty() ? "/" : url.getPath();
    return https
        ? new HttpsTestTarget(url.getHost(), port, path)
        : new HttpTestTarget(url.getHost(), port, path);
  }

  /** Not the notifications, which are not answered but sent. */
  public static final class OnlyCalls implements InteractionFilter<Interaction> {
    @Override
    public Predicate<Interaction> buildPredicate(String[] values) {
      return Interaction::isSynchronousRequestResponse;
    }
  }
}
