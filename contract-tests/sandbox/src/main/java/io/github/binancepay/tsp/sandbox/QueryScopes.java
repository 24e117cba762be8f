package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.QueryScopesResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;

/** Tells which scopes may be asked for. */
final class QueryScopes {
  static final Operation OPERATION =
      new Operation(
          "queryScopes",
          "/binancepay/openapi/service/provider/config/query",
          List.of(),
          QueryScopes::respond);

  private QueryScopes() {}

  private static SandboxResponse respond(SandboxRequest request, SandboxState state) {
    return SandboxResponse.success(
        new QueryScopesResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(new AllowedScopes().allowFeeShare(false).allowScopes(state.scopes())));
  }
}
