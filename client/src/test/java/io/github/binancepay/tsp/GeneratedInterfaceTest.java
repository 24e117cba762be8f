package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.created;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** Calls of {@code api()}, which the client also uses. */
class GeneratedInterfaceTest {
  private static final String CREATE_PATH = "/binancepay/openapi/service/provider/create";

  @AutoClose private final RawServer server = new RawServer();
  private final Call<CreateAuthorizationResponse> call =
      server.client().api().createAuthorization(sampleRequest());

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void executesOnceAndReturnsAnEnvelopeOrThrowsAnException(int httpStatus) throws IOException {
    server.handleWith(
        respond(httpStatus, CREATED), respond(httpStatus, "{\"status\":\"FAIL\",\"code\":\"1\"}"));

    assertThat(call.execute().body().getData()).isEqualTo(created());
    assertThatIllegalStateException().isThrownBy(call::execute);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> call.clone().execute())
        .matches(rejected -> rejected.httpStatus() == httpStatus);
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void callReportsItsState() throws Exception {
    assertThat(List.of(call.isExecuted(), call.isCanceled())).containsOnly(false);
    assertThat(call.request().url()).hasToString(server.origin() + CREATE_PATH);
    assertThat(call.timeout().timeoutNanos()).isEqualTo(SECONDS.toNanos(20));

    call.execute();
    assertThat(call.isExecuted()).isTrue();

    call.cancel();
    assertThat(call.isCanceled()).isTrue();
    assertThat(List.of(call.clone().isExecuted(), call.clone().isCanceled())).containsOnly(false);
  }

  @Test
  void timeoutOfACallApplies() {
    server.handleWith(sequence(Exchange::readRequest, Exchange::awaitClose));
    call.timeout().timeout(100, MILLISECONDS);

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(call::execute)
        .withMessageContaining(": timeout. ");
  }
}
