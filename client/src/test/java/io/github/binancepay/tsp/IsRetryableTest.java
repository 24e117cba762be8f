package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsRetryableTest {
  private static final Set<String> PERHAPS_EXECUTED = Set.of("000000", "400000", "999999", "");

  @Test
  void transportFailureIsRetryableIfNothingWasSentOrTheOperationOnlyReads() {
    for (boolean safe : List.of(true, false)) {
      assertThat(new TransportException("", new IOException(), false, safe).isRetryable()).isTrue();
      assertThat(new TransportException("", new IOException(), true, safe).isRetryable())
          .isEqualTo(safe);
      assertThat(new MalformedResponseException(403, "", null, safe).isRetryable()).isEqualTo(safe);
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void rejectionIsRetryableIfItCanSucceedLaterAndWasNotExecuted(String code) {
    assertThat(new ApiException(400, code, "No.", Duration.ZERO, false).isRetryable())
        .isEqualTo(code.equals("400003"));
    assertThat(new ApiException(400, code, "No.", Duration.ZERO, true).isRetryable())
        .isEqualTo(code.equals("400003") || PERHAPS_EXECUTED.contains(code));
  }

  static Stream<String> codes() {
    return Stream.concat(
            PERHAPS_EXECUTED.stream(), Arrays.stream(ResultCode.values()).map(ResultCode::getValue))
        .distinct();
  }

  @Test
  void createIsTheOnlyOperationThatIsNotSafeToRepeat() {
    try (RawServer server = new RawServer()) {
      BinancePayClient client = server.client();
      QueryAuthorizationsRequest page = new QueryAuthorizationsRequest().page(1).rows(10);
      for (Handler failing :
          List.of(respond(200, "{}"), respond(400, "{\"code\":\"400000\"}"), Exchange::close)) {
        server.handleWith(failing);

        assertThat(isRetryable(client::queryScopes)).isTrue();
        assertThat(isRetryable(client::queryCertificates)).isTrue();
        assertThat(isRetryable(() -> client.queryAuthorizations(page))).isTrue();
        assertThat(isRetryable(() -> client.createAuthorization(sampleRequest()))).isFalse();
      }
    }
  }

  private static boolean isRetryable(ThrowingCallable call) {
    return catchThrowableOfType(BinancePayException.class, call).isRetryable();
  }
}
