package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.NotificationVectors;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Java runtimes that lack a part, such as those in FIPS mode. */
@ResourceLock(Resources.GLOBAL)
class RestrictedRuntimeTest {
  @Test
  void buildExplainsATrustStoreThatCannotBeRead() {
    System.setProperty("javax.net.ssl.trustStore", "pom.xml");
    try {
      assertThatIllegalStateException()
          .isThrownBy(
              BinancePayClient.builder().credentials(ApiCredentials.of("key", "secret"))::build)
          .withMessageStartingWith(
              "The Java runtime cannot read its trust store; set the system properties"
                  + " javax.net.ssl.trustStore, ");
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
    }
  }

  @Test
  void fixedCertificatesExplainThatMd5IsMissing() {
    String pem = NotificationVectors.key("first").certPublic();
    Provider provider = Security.getProvider("SUN");
    Security.removeProvider("SUN");
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> CertificateSource.of(pem))
          .withMessageStartingWith("This Java runtime has no MD5, ")
          .withMessageContaining("use CertificateSource.from(client)");
    } finally {
      Security.insertProviderAt(provider, 1);
    }
  }
}
