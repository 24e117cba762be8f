package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations whose request is empty. */
@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class EmptyRequestPactTest extends ConsumerPact {
  static final String SCOPES = "/binancepay/openapi/service/provider/config/query";
  static final String CERTIFICATES = "/binancepay/openapi/certificates";
  private static final String PEM = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----";
  private static final String SERIAL = "2E7220A6BEAD0B67D91A1EFEAC7A5E22";

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact allowedScopes(PactBuilder builder) {
    return interaction(
            builder,
            "",
            "queryScopes",
            signedPost(SCOPES, "{}"),
            success(
                envelope ->
                    envelope.object("data", data -> strings(data, "allowScopes", "CONVERT"))))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "allowedScopes")
  void readsAllowedScopes() {
    assertThat(client.queryScopes()).isEqualTo(new AllowedScopes().allowScopes(List.of("CONVERT")));
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact publicKeys(PactBuilder builder) {
    return interaction(
            builder,
            "",
            "queryCertificates",
            signedPost(CERTIFICATES, "{}"),
            success(
                envelope ->
                    envelope.minArrayLike(
                        "data",
                        1,
                        certificate -> {
                          certificate.stringMatcher(
                              "certPublic",
                              "^-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----$",
                              PEM);
                          certificate.stringType("certSerial", SERIAL);
                        })))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "publicKeys")
  void readsPublicKeys() {
    assertThat(client.queryCertificates())
        .isEqualTo(List.of(new Certificate().certPublic(PEM).certSerial(SERIAL)));
  }
}
