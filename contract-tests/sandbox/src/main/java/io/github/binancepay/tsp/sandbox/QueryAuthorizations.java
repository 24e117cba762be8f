package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_VALUE;

import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.QueryAuthorizationsResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.BodyFields.Field;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lists authorizations, page by page, the oldest first. */
final class QueryAuthorizations {
  private static final int MAX_ROWS = 10;
  private static final Field PAGE = Field.integer("page");
  private static final Field ROWS = Field.integer("rows");
  private static final Field MERCHANT_ID = Field.optionalText("merchantId");

  static final Operation OPERATION =
      new Operation(
          "queryAuthorizations",
          "/binancepay/openapi/service/provider/record",
          // Which codes the provider gives here is not known.
          Stream.concat(
                  BodyFields.checks(PAGE, ROWS, MERCHANT_ID).stream().map(Check::asPolicy),
                  Stream.of(
                      Check.policy(
                          INVALID_PARAM_WRONG_VALUE,
                          "`page` is not from 1 to 2147483647, or `rows` not from 1 to 10",
                          (request, state) ->
                              outside(PAGE, Integer.MAX_VALUE, request)
                                  .or(() -> outside(ROWS, MAX_ROWS, request)))))
              .toList(),
          QueryAuthorizations::respond);

  private QueryAuthorizations() {}

  private static Optional<String> outside(Field field, int max, SandboxRequest request) {
    BigInteger value = field.integerValue(request);
    return Check.failIf(
        value.signum() < 1 || value.compareTo(BigInteger.valueOf(max)) > 0,
        field.name() + " is not from 1 to " + max);
  }

  private static SandboxResponse respond(SandboxRequest request, SandboxState state) {
    Supplier<SandboxResponse> usual = () -> page(request, state);
    return MERCHANT_ID
        .optionalValue(request)
        .flatMap(merchantId -> state.triggered(merchantId, usual, false))
        .orElseGet(usual);
  }

  private static SandboxResponse page(SandboxRequest request, SandboxState state) {
    AuthorizationStore.Page page =
        state
            .authorizations()
            .page(
                MERCHANT_ID.optionalValue(request),
                PAGE.integerValue(request).intValue(),
                ROWS.integerValue(request).intValue());
    return SandboxResponse.success(
        new QueryAuthorizationsResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(
                new AuthorizationPage()
                    .total(page.total())
                    .rows(page.rows().stream().map(QueryAuthorizations::model).toList())));
  }

  private static AuthorizationRecord model(StoredAuthorization authorization) {
    return new AuthorizationRecord()
        .authorizationId(authorization.id())
        .merchantName(authorization.merchantName())
        .authorizationToken(authorization.token())
        .merchantId(authorization.merchantId())
        .status(authorization.status().name())
        .scopes(authorization.scopes())
        .ipWhitelist(authorization.ipWhitelist());
  }
}
