package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.ResultCode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/** Operation that lists authorizations by page, the oldest first. */
public final class QueryAuthorizations {
  private static final int MAX_ROWS = 10;
  private static final BodyField PAGE = new BodyField("page", BodyField.Type.INTEGER, true);
  private static final BodyField ROWS = new BodyField("rows", BodyField.Type.INTEGER, true);
  private static final BodyField MERCHANT_ID =
      new BodyField("merchantId", BodyField.Type.TEXT, false);

  public static final Operation OPERATION =
      new Operation(
          "queryAuthorizations",
          "/binancepay/openapi/service/provider/record",
          Stream.concat(
                  BodyField.checks(PAGE, ROWS, MERCHANT_ID).stream(),
                  Stream.of(
                      Check.policy(
                          ResultCode.INVALID_PARAM_WRONG_VALUE,
                          "`page` is not from 1 to 2147483647, or `rows` not from 1 to 10",
                          (request, provider) ->
                              outside(PAGE, Integer.MAX_VALUE, request)
                                  .or(() -> outside(ROWS, MAX_ROWS, request)))))
              // The provider documents no codes for this operation.
              .map(check -> Check.policy(check.code(), check.rejects(), check.finding()))
              .toList(),
          QueryAuthorizations::respond);

  private QueryAuthorizations() {}

  private static Optional<String> outside(BodyField field, int max, SandboxRequest request) {
    BigInteger value = field.integer(request);
    return Check.unless(
        value.signum() > 0 && value.compareTo(BigInteger.valueOf(max)) <= 0,
        () -> field.name() + " is not from 1 to " + max);
  }

  private static ProviderResponse respond(SandboxRequest request, Provider provider) {
    Optional<String> merchantId = MERCHANT_ID.texts(request).stream().findFirst();
    int page = PAGE.integer(request).intValue();
    int rows = ROWS.integer(request).intValue();
    return provider.respond(
        merchantId,
        false,
        () -> Envelope.success(model(provider.authorizations().page(merchantId, page, rows))));
  }

  private static AuthorizationPage model(AuthorizationStore.Page page) {
    return new AuthorizationPage()
        .total(page.total())
        .rows(page.rows().stream().map(QueryAuthorizations::model).toList());
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
