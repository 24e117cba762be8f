package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.created;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** What only {@code api()} has: the client makes its own calls with it. */
class GeneratedInterfaceTest {
  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void aCallEndsInAnEnvelopeOrAnExceptionAndIsSentAgainOnlyAsAClone(int httpStatus)
      throws IOException {
    server.handleWith(
        respond(httpStatus, CREATED), respond(httpStatus, "{\"status\":\"FAIL\",\"code\":\"1\"}"));
    Call<CreateAuthorizationResponse> call =
        server.clientBuilder().build().api().createAuthorization(sampleRequest());

    assertThat(call.execute().body().getData()).isEqualTo(created());
    assertThatIllegalStateException().isThrownBy(call::execute);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> call.clone().execute())
        .matches(rejected -> rejected.httpStatus() == httpStatus);
    assertThat(server.requestCount()).isEqualTo(2);
  }
}
