package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class MerchantAgreesTest {
  @Test
  void recordIsAuthorized(Sandbox sandbox, BinancePayClient client) {
    String id = client.createAuthorization(request()).getAuthorizationId();
    sandbox.agree(id);
    assertThat(client.authorizations().iterator().next().getStatus()).isEqualTo("AUTHORIZED");
  }

  private static CreateAuthorizationRequest request() {
    return new CreateAuthorizationRequest()
        .merchantId("merchant1")
        .scopes(List.of("CONVERT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }
}
