package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sandbox runs with JUnit 5.10 and other old libraries, and closes at the end of its class. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SandboxTest {
  private static int port;

  @Nested
  @Order(1)
  @ExtendWith(SandboxExtension.class)
  class InItsClass {
    @Test
    void merchantAgrees(Sandbox sandbox, BinancePayClient client) {
      port = URI.create(sandbox.baseUrl()).getPort();
      CreateAuthorizationRequest request =
          new CreateAuthorizationRequest()
              .merchantId("merchant1")
              .scopes(List.of("CONVERT"))
              .ipWhitelist(List.of("192.168.1.1"));
      sandbox.agree(client.createAuthorization(request).getAuthorizationId());

      assertThat(client.authorizations("merchant1"))
          .extracting("status")
          .containsExactly("AUTHORIZED");
    }
  }

  @Nested
  @Order(2)
  class AfterIt {
    @Test
    void portIsClosed() {
      assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
    }
  }
}
