package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IsRetryableTest {
  @ParameterizedTest
  @MethodSource("kinds")
  void ofACreateIsTrueOnlyIfItCertainlyHasNotTakenEffect(
      BinancePayException failure, boolean isRetryable) {
    assertThat(failure.isRetryable()).isEqualTo(isRetryable);
  }

  static Stream<Arguments> kinds() {
    Stream<Arguments> transport =
        Stream.of(
            arguments(named("not sent", transport(false)), true),
            arguments(named("perhaps sent", transport(true)), false));
    Stream<Arguments> malformed =
        Stream.of(200, 403, 408, 429, 500, 503)
            .map(status -> new MalformedResponseException(status, "empty body", null, false))
            .map(failure -> arguments(named("HTTP " + failure.httpStatus(), failure), false));
    Stream<Arguments> api =
        Stream.concat(
                Arrays.stream(ResultCode.values()).map(ResultCode::getValue),
                Stream.of("999999", "100001001", "", "4000000", " 400000"))
            .map(code -> arguments(named("code " + code, api(code)), code.equals("400003")));
    return Stream.of(transport, malformed, api).flatMap(rows -> rows);
  }

  private static TransportException transport(boolean maybeSent) {
    return new TransportException(
        "https://127.0.0.1:1", new IOException("broken"), maybeSent, false);
  }

  private static ApiException api(String code) {
    return new ApiException(400, code, "No.", Duration.ZERO, false);
  }
}
