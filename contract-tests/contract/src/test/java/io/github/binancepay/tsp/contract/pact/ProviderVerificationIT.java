package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.HttpsTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junit5.TestTarget;
import au.com.dius.pact.provider.junitsupport.IgnoreMissingStateChange;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.filter.InteractionFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.contract.ClientCalls;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Verifies a provider against the HTTP interactions of the pact: the sandbox, or the provider at
 * {@code -Dprovider.url}.
 *
 * <p>Each request is signed again, because a recorded signature is never fresh. Provider states are
 * set with Pact's state-change callback. For a provider without a callback, the request is signed
 * with a wrong signature or an old timestamp where the state would cause the rejection, and an
 * interaction that needs another state is skipped.
 */
@Provider(ConsumerPact.PROVIDER)
@PactFolder("target/pacts")
@PactFilter(value = "calls", filter = ProviderVerificationIT.OnlyCalls.class)
// States are set over HTTP, not by methods of this class.
@IgnoreMissingStateChange
@VerificationReports({})
class ProviderVerificationIT {
  private static final NonceSource NONCES = NonceSource.from(new SecureRandom());

  private VerifiedProvider provider;
  private Sandbox sandbox;
  private String state;

  @BeforeEach
  void prepareProvider(PactVerificationContext context) throws Exception {
    state =
        context.getInteraction().getProviderStates().stream()
            .map(ProviderState::getName)
            .findFirst()
            .orElse("");
    Optional<VerifiedProvider> named = VerifiedProvider.named(System::getProperty, System.getenv());
    provider = named.isPresent() ? named.get() : startSandbox();
    context.setTarget(target(provider.url()));
    if (!provider.canSet(state)) {
      String skipped =
          "Skipped, because the provider state cannot be set: %s (%s)"
              .formatted(context.getInteraction().getDescription(), state);
      System.out.println(skipped);
      Assumptions.abort(skipped);
    }
    provider.set(state);
    if (provider.stateChangeUrl().isEmpty()
        && state.equals(VerifiedProvider.AUTHORIZATION_CREATED)) {
      createAuthorization();
    }
  }

  // A wide window, because a busy machine may take a second between signing and sending.
  private VerifiedProvider startSandbox() throws Exception {
    sandbox = Sandbox.builder().window(Duration.ofSeconds(10)).start();
    return new VerifiedProvider(
        URI.create(sandbox.baseUrl()),
        ConsumerPact.API_KEY,
        ConsumerPact.SECRET_KEY,
        VerifiedProvider.MERCHANT_ID,
        Optional.of(URI.create(sandbox.baseUrl() + "/sandbox/provider-states")));
  }

  @AfterEach
  void closeSandbox() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void sendsExpectedResponse(PactVerificationContext context, ClassicHttpRequest request)
      throws Exception {
    byte[] body = forMerchant(EntityUtils.toByteArray(request.getEntity()));
    ContentType contentType = ContentType.parse(request.getFirstHeader("Content-Type").getValue());
    request.setEntity(new ByteArrayEntity(body, contentType));
    sign(request, body);
    Verification.verify(context);
  }

  private void createAuthorization() {
    try (BinancePayClient client =
        BinancePayClient.builder()
            .baseUrl(provider.url().toString())
            .credentials(ApiCredentials.of(provider.apiKey(), provider.secretKey()))
            .build()) {
      Authorization unused = client.createAuthorization(ClientCalls.request(provider.merchantId()));
    }
  }

  private void sign(ClassicHttpRequest request, byte[] body) {
    boolean callback = provider.stateChangeUrl().isPresent();
    String nonce = NONCES.next();
    if (callback || !state.equals(VerifiedProvider.CLOCK_AHEAD)) {
      request.setHeader("BinancePay-Timestamp", Long.toString(System.currentTimeMillis()));
    }
    request.setHeader("BinancePay-Nonce", nonce);
    String apiKey = request.getFirstHeader("BinancePay-Certificate-SN").getValue();
    if (apiKey.equals(ConsumerPact.API_KEY)) {
      request.setHeader("BinancePay-Certificate-SN", provider.apiKey());
    }
    if (callback || !state.equals(ConsumerPact.SECRET_KEY_CHANGED)) {
      long timestamp = Long.parseLong(request.getFirstHeader("BinancePay-Timestamp").getValue());
      request.setHeader(
          "BinancePay-Signature",
          new RequestSigner(provider.secretKey()).sign(timestamp, nonce, body));
    }
  }

  private byte[] forMerchant(byte[] body) {
    return new String(body, UTF_8)
        .replace("\"merchant1\"", "\"" + provider.merchantId() + "\"")
        .getBytes(UTF_8);
  }

  private static TestTarget target(URI url) {
    boolean https = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : https ? 443 : 80;
    String path = url.getPath().isEmpty() ? "/" : url.getPath();
    return https
        ? new HttpsTestTarget(url.getHost(), port, path)
        : new HttpTestTarget(url.getHost(), port, path);
  }

  /** Selects the HTTP interactions. */
  public static final class OnlyCalls implements InteractionFilter<Interaction> {
    @Override
    public Predicate<Interaction> buildPredicate(String[] values) {
      return Interaction::isSynchronousRequestResponse;
    }
  }
}
