package consumer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks that the sandbox closes at the end of its class with every version of JUnit. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ClosingTest {
  private static int port;

  @Nested
  @Order(1)
  @ExtendWith(SandboxExtension.class)
  class InItsClass {
    @Test
    void sandboxRuns(Sandbox sandbox) throws Exception {
      port = URI.create(sandbox.baseUrl()).getPort();
      new Socket("127.0.0.1", port).close();
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
