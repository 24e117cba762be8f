package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PactConsumerTestExt.class)
@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class QueryCertificatesPactTest extends ConsumerPact {
  private static final String PATH = "/binancepay/openapi/certificates";
  private static final String PEM = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----";
  private static final String SERIAL = "2E7220A6BEAD0B67D91A1EFEAC7A5E22";

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact publicKeys(PactBuilder builder) {
    return builder
        .expectsToReceiveHttpInteraction(
            "queryCertificates",
            http ->
                http.withRequest(request -> signedPost(request, PATH).body("{}"))
                    .willRespondWith(
                        response ->
                            success(
                                response,
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
                                        }))))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "publicKeys")
  void readsThePublicKeys() {
    assertThat(client.queryCertificates())
        .isEqualTo(List.of(new Certificate().certPublic(PEM).certSerial(SERIAL)));
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact wrongSignature(PactBuilder builder) {
    return builder
        .given(SECRET_KEY_CHANGED)
        .expectsToReceiveHttpInteraction(
            "queryCertificates signed with the old secret key",
            http ->
                http.withRequest(request -> signedPost(request, PATH).body("{}"))
                    .willRespondWith(
                        response -> failure(response, "400002", "Incorrect signature result")))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "wrongSignature")
  void reportsAWrongSignature() {
    assertThatThrownBy(client::queryCertificates)
        .satisfies(rejection("400002", "Incorrect signature result"));
  }
}
