package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_MERCHANT_ID;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_VALUE;
import static io.github.binancepay.tsp.sandbox.Check.failIf;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.BodyFields.Field;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks a merchant for permission to act for it. */
final class CreateAuthorization {
  private static final Field MERCHANT_ID = Field.text("merchantId");
  private static final Field SCOPES = Field.texts("scopes");
  private static final Field IP_WHITELIST = Field.texts("ipWhitelist");

  static final Operation OPERATION =
      new Operation(
          "createAuthorization",
          "/binancepay/openapi/service/provider/create",
          Stream.concat(
                  BodyFields.checks(MERCHANT_ID, SCOPES, IP_WHITELIST).stream(),
                  Stream.of(
                      Check.policy(
                          INVALID_PARAM_WRONG_VALUE,
                          "a scope is not one that `queryScopes` lists, or an entry of `ipWhitelist`"
                              + " not an IP address",
                          CreateAuthorization::values),
                      Check.documented(
                          INVALID_MERCHANT_ID,
                          "the merchant is not known",
                          (request, state) ->
                              failIf(
                                  !state.knowsMerchant(MERCHANT_ID.value(request)),
                                  "merchantId is not known"))))
              .toList(),
          CreateAuthorization::respond);

  private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

  private CreateAuthorization() {}

  private static SandboxResponse respond(SandboxRequest request, SandboxState state) {
    String merchantId = MERCHANT_ID.value(request);
    Supplier<SandboxResponse> usual = () -> create(merchantId, request, state);
    return state.triggered(merchantId, usual, true).orElseGet(usual);
  }

  private static SandboxResponse create(
      String merchantId, SandboxRequest request, SandboxState state) {
    StoredAuthorization created =
        new StoredAuthorization(
            state.newAuthorizationId(),
            state.newToken(),
            merchantId,
            state.merchantName(merchantId),
            StoredAuthorization.Status.PENDING,
            SCOPES.values(request),
            IP_WHITELIST.values(request));
    state.authorizations().add(created);
    return SandboxResponse.success(
        new CreateAuthorizationResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(model(created, state)));
  }

  private static Authorization model(StoredAuthorization created, SandboxState state) {
    return new Authorization()
        .authorizationId(created.id())
        .merchantName(created.merchantName())
        .authorizationToken(created.token())
        .merchantId(created.merchantId())
        .status(created.status().name())
        .redirectUrl(state.baseUrl() + ReviewPage.path(created.id()))
        .scopes(created.scopes())
        .ipWhitelist(created.ipWhitelist());
  }

  private static Optional<String> values(SandboxRequest request, SandboxState state) {
    Optional<String> notAllowed =
        SCOPES.values(request).stream()
            .filter(scope -> !state.scopes().contains(scope))
            .findFirst()
            .map(
                scope ->
                    "scopes has one that is not allowed; "
                        + NearestName.of(scope, state.scopes())
                            .map(allowed -> "did you mean " + allowed + "?")
                            .orElse("queryScopes lists those that are"));
    if (notAllowed.isPresent()) {
      return notAllowed;
    }
    List<String> addresses = IP_WHITELIST.values(request);
    return failIf(
        !addresses.stream().allMatch(CreateAuthorization::isIpAddress),
        "ipWhitelist has an entry that is not an IP address");
  }

  private static boolean isIpAddress(String text) {
    return isIpV4(text) || (IP_V6.matcher(text).matches() && isIpV6(text));
  }

  /** Four numbers up to 255, of up to three digits. */
  private static boolean isIpV4(String text) {
    int dots = 0;
    int digits = 0;
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean dot = c == '.';
      if (dot ? digits == 0 : !TextFormat.isDigit(c)) {
        return false;
      }
      dots += dot ? 1 : 0;
      digits = dot ? 0 : digits + 1;
      number = dot ? 0 : 10 * number + c - '0';
      if (digits > 3 || number > 255) {
        return false;
      }
    }
    return dots == 3 && digits > 0;
  }

  private static boolean isIpV6(String text) {
    try {
      // A text with a colon is never looked up. One with four numbers would be, if one is over 255.
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
