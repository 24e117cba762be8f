package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.auth.RequestSigner;
import io.github.binancepay.tsp.internal.envelope.Envelopes;
import io.github.binancepay.tsp.internal.http.CallQueue;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.internal.schema.SafeToRepeat;
import io.github.binancepay.tsp.model.ErrorResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.Headers;
import retrofit2.http.POST;

class IsRetryableTest {
  private static final List<String> PERHAPS_EXECUTED = List.of("000000", "400000", "999999", "");

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void isTrueOnlyIfItCertainlyHasNotTakenEffectOrTheOperationOnlyReads(
      String name,
      Function<Boolean, BinancePayException> failure,
      boolean ofACreate,
      boolean ofARead) {
    assertThat(failure.apply(false).isRetryable()).isEqualTo(ofACreate);
    assertThat(failure.apply(true).isRetryable()).isEqualTo(ofARead);
  }

  static Stream<Arguments> failures() {
    Stream<Arguments> others =
        Stream.of(
            failure("not sent", safe -> transport(false, safe), true, true),
            failure("perhaps sent", safe -> transport(true, safe), false, true),
            failure(
                "malformed",
                safe -> new MalformedResponseException(403, "empty body", null, safe),
                false,
                true));
    Stream<Arguments> codes =
        Stream.concat(
                PERHAPS_EXECUTED.stream(),
                Arrays.stream(ResultCode.values()).map(ResultCode::getValue))
            .distinct()
            .map(
                code ->
                    failure(
                        "code " + code,
                        safe -> new ApiException(400, code, "No.", Duration.ZERO, safe),
                        code.equals("400003"),
                        code.equals("400003") || PERHAPS_EXECUTED.contains(code)));
    return Stream.concat(others, codes);
  }

  @Test
  void theMethodSaysWhetherItOnlyReads() {
    try (RawServer server = new RawServer()) {
      CorrectedClock clock = new CorrectedClock(Clock.systemUTC());
      OkHttpClient signing =
          SigningHttpClient.of("key", new RequestSigner("key"), clock, null, new OkHttpClient());
      Operations operations =
          Envelopes.retrofit(
                  HttpUrl.get(server.origin()), signing, new CallQueue(signing.dispatcher()), clock)
              .create(Operations.class);
      for (Handler failing :
          List.of(respond(200, "{}"), respond(400, "{\"code\":\"400000\"}"), Exchange::close)) {
        server.handleWith(failing);

        assertThat(failureOf(operations.read(new Object())).isRetryable()).isTrue();
        assertThat(failureOf(operations.change(new Object())).isRetryable()).isFalse();
      }
    }
  }

  interface Operations {
    @SafeToRepeat(true)
    @Headers("Content-Type:application/json")
    @POST("/")
    Call<ErrorResponse> read(@Body Object body);

    @Headers("Content-Type:application/json")
    @POST("/")
    Call<ErrorResponse> change(@Body Object body);
  }

  private static BinancePayException failureOf(Call<?> call) {
    return catchThrowableOfType(BinancePayException.class, call::execute);
  }

  private static Arguments failure(
      String name, Function<Boolean, BinancePayException> failure, boolean create, boolean read) {
    return arguments(name, failure, create, read);
  }

  private static TransportException transport(boolean maybeSent, boolean safeToRepeat) {
    return new TransportException(
        "https://127.0.0.1:1", new IOException("broken"), maybeSent, safeToRepeat);
  }
}
