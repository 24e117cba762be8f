package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.model.Certificate;
import io.github.binancepay.tsp.model.QueryCertificatesResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;

/** Hands out the public keys that notifications are verified with. */
final class QueryCertificates {
  static final Operation OPERATION =
      new Operation(
          "queryCertificates",
          "/binancepay/openapi/certificates",
          List.of(),
          QueryCertificates::respond);

  private QueryCertificates() {}

  private static SandboxResponse respond(SandboxRequest request, SandboxState state) {
    return SandboxResponse.success(
        new QueryCertificatesResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(
                state.webhookKeys().published().stream()
                    .map(key -> new Certificate().certPublic(key.pem()).certSerial(key.serial()))
                    .toList()));
  }
}
