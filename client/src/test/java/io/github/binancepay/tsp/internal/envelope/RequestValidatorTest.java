package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MockProvider;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestValidatorTest {
  @AutoClose private final MockProvider provider = new MockProvider();
  private final BinancePayClient client = provider.clientBuilder().build();

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void namesTheFieldThatIsWrongAndSendsNothing(String problem, CreateAuthorizationRequest request) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.createAuthorization(request))
        .withMessageStartingWith(problem);

    assertThat(client.createAuthorizationAsync(request))
        .failsWithin(0, SECONDS)
        .withThrowableThat()
        .havingCause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .withMessageStartingWith(problem);

    assertThat(provider.requestCount()).isZero();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        arguments("Body parameter value must not be null", null),
        arguments("merchantId is required", sampleRequest().merchantId(null)),
        arguments("merchantId is required", sampleRequest().merchantId("")),
        arguments("merchantId is required", sampleRequest().merchantId(" \t")),
        arguments("scopes is required", sampleRequest().scopes(null)),
        arguments("scopes is required", sampleRequest().scopes(List.of())),
        arguments("scopes[0] is required", sampleRequest().scopes(List.of(""))),
        arguments("scopes[1] is required", sampleRequest().scopes(Arrays.asList("CONVERT", null))),
        arguments("scopes[1] is required", sampleRequest().scopes(List.of("CONVERT", " ", ""))),
        arguments("ipWhitelist is required", sampleRequest().ipWhitelist(null)),
        arguments("ipWhitelist is required", sampleRequest().ipWhitelist(List.of())),
        arguments("ipWhitelist[0] is required", sampleRequest().ipWhitelist(List.of(" "))),
        arguments(
            "ipWhitelist[2] is required",
            sampleRequest().ipWhitelist(Arrays.asList("192.168.1.1", "192.168.1.2", null))),
        arguments("merchantId is required", new CreateAuthorizationRequest()));
  }
}
