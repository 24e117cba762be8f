package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.QueryScopesResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;

/** Operation that lists the scopes that a request may ask for. */
public final class QueryScopes {
  public static final Operation OPERATION =
      new Operation(
          "queryScopes",
          "/binancepay/openapi/service/provider/config/query",
          List.of(),
          QueryScopes::respond);

  private QueryScopes() {}

  private static ProviderResponse respond(SandboxRequest request, Provider provider) {
    return Envelope.success(
        new QueryScopesResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(
                new AllowedScopes()
                    .allowFeeShare(false)
                    .allowScopes(provider.settings().scopes())));
  }
}
