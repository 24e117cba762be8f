package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the README shows of a test with Spring. Only compiled: this Spring wants a newer JUnit. */
abstract class SpringFixture {
  // In README.md from here
  @RegisterExtension
  static SandboxExtension sandbox = new SandboxExtension(Sandbox.builder().merchant("m42", "Team"));

  @DynamicPropertySource
  static void baseUrl(DynamicPropertyRegistry registry) {
    registry.add("binance-pay.base-url", sandbox::baseUrl);
  }
  // to here.
}
