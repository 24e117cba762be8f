package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.Certificate;
import java.util.List;
import java.util.Optional;

/** Table of operations. */
public final class Operations {
  /** Lists the scopes that a request may ask for. */
  public static final Operation QUERY_SCOPES =
      new Operation(
          "queryScopes",
          "/binancepay/openapi/service/provider/config/query",
          List.of(),
          (request, provider) ->
              Envelope.success(
                  new AllowedScopes()
                      .allowFeeShare(false)
                      .allowScopes(provider.settings().scopes())));

  /** Lists the public keys that verify notifications. */
  public static final Operation QUERY_CERTIFICATES =
      new Operation(
          "queryCertificates",
          "/binancepay/openapi/certificates",
          List.of(),
          (request, provider) ->
              Envelope.success(
                  provider.webhookKeys().published().stream()
                      .map(key -> new Certificate().certPublic(key.pem()).certSerial(key.serial()))
                      .toList()));

  public static final List<Operation> ALL =
      List.of(
          CreateAuthorization.OPERATION,
          QUERY_SCOPES,
          QueryAuthorizations.OPERATION,
          QUERY_CERTIFICATES);

  private Operations() {}

  public static List<String> paths() {
    return ALL.stream().map(Operation::path).toList();
  }

  public static Optional<Operation> at(String path) {
    return ALL.stream().filter(operation -> operation.path().equals(path)).findFirst();
  }
}
