package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.Certificate;
import io.github.binancepay.tsp.model.QueryCertificatesResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;

/** Operation that lists the public keys that verify notifications. */
public final class QueryCertificates {
  public static final Operation OPERATION =
      new Operation(
          "queryCertificates",
          "/binancepay/openapi/certificates",
          List.of(),
          QueryCertificates::respond);

  private QueryCertificates() {}

  private static ProviderResponse respond(SandboxRequest request, Provider provider) {
    return Envelope.success(
        new QueryCertificatesResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(
                provider.webhookKeys().published().stream()
                    .map(key -> new Certificate().certPublic(key.pem()).certSerial(key.serial()))
                    .toList()));
  }
}
