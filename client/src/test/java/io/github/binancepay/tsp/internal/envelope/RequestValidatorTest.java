package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.internal.envelope.ResponseBinderTest.Item;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestValidatorTest {
  @AutoClose private final RawServer server = new RawServer();
  private final BinancePayClient client = server.clientBuilder().build();

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

    assertThat(server.requestCount()).isZero();
  }

  // Half of a surrogate pair has no bytes in UTF-8, and 1.0.0 sent a question mark.
  static Stream<Arguments> badRequests() {
    return Stream.of(
        arguments("request is null; pass a request with its fields set", null),
        arguments("merchantId is required", sampleRequest().merchantId(null)),
        arguments("merchantId is required", sampleRequest().merchantId(" \t")),
        arguments("merchantId must be whole characters", sampleRequest().merchantId("a\udc00b")),
        arguments("scopes is required", sampleRequest().scopes(List.of())),
        arguments("scopes[1] is required", sampleRequest().scopes(Arrays.asList("CONVERT", null))),
        arguments("scopes[0] must be whole characters", sampleRequest().scopes(List.of("\ud800"))),
        arguments("ipWhitelist is required", sampleRequest().ipWhitelist(null)),
        arguments("ipWhitelist[0] is required", sampleRequest().ipWhitelist(List.of(" "))));
  }

  @Test
  void checksWhatIsOptionalAndWhatIsNestedToo() {
    Item item = new Item();
    item.id = "a";
    item.owner = new Item();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestValidator.check(item))
        .withMessage("owner.id is required and must not be empty");

    item.owner.id = "b";
    item.tags = List.of();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestValidator.check(item))
        .withMessage("tags must not be empty");
  }
}
