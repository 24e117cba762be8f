package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// In README.md from here
@ExtendWith(SandboxExtension.class)
class AuthorizationTest {
  @Test
  void aMerchantAgrees(Sandbox sandbox, BinancePayClient client) {
    Authorization authorization =
        client.createAuthorization(
            new CreateAuthorizationRequest()
                .merchantId("merchant1")
                .scopes(List.of("CONVERT"))
                .ipWhitelist(List.of("192.168.1.1")));

    sandbox.agree(authorization.getAuthorizationId());

    assertThat(client.authorizations("merchant1"))
        .extracting(AuthorizationRecord::getStatus)
        .containsExactly("AUTHORIZED");
  }
}
// to here.
