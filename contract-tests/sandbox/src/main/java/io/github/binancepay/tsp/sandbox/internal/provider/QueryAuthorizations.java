package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_VALUE;

import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.QueryAuthorizationsResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.BodyFields.Field;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/** Operation that lists authorizations by page, the oldest first. */
public final class QueryAuthorizations {
  private static final int MAX_ROWS = 10;
  private static final Field PAGE = Field.integer("page");
  private static final Field ROWS = Field.integer("rows");
  private static final Field MERCHANT_ID = Field.optionalText("merchantId");

  public static final Operation OPERATION =
      new Operation(
          "queryAuthorizations",
          "/binancepay/openapi/service/provider/record",
          // The provider documents no codes for this operation.
          Stream.concat(
                  BodyFields.checks(PAGE, ROWS, MERCHANT_ID).stream().map(Check::asPolicy),
                  Stream.of(
                      Check.policy(
                          INVALID_PARAM_WRONG_VALUE,
                          "`page` is not from 1 to 2147483647, or `rows` not from 1 to 10",
                          (request, provider) ->
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

  private static ProviderResponse respond(SandboxRequest request, Provider provider) {
    return provider
        .merchants()
        .respondToQuery(
            MERCHANT_ID.optionalValue(request),
            provider.settings().failStatus(),
            () -> page(request, provider));
  }

  private static Envelope page(SandboxRequest request, Provider provider) {
    AuthorizationStore.Page page =
        provider
            .authorizations()
            .page(
                MERCHANT_ID.optionalValue(request),
                PAGE.integerValue(request).intValue(),
                ROWS.integerValue(request).intValue());
    return Envelope.success(
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
