package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_MERCHANT_ID;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_VALUE;
import static io.github.binancepay.tsp.sandbox.Check.failIf;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.AuthorizationScope;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.BodyFields.Field;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
                          "a scope is not a known one, or an entry of `ipWhitelist` not an IP address",
                          (request, state) -> values(request)),
                      Check.documented(
                          INVALID_MERCHANT_ID,
                          "the merchant is not known",
                          (request, state) ->
                              failIf(
                                  !state.knowsMerchant(MERCHANT_ID.value(request)),
                                  "merchantId is not known"))))
              .toList(),
          CreateAuthorization::respond);

  private static final Set<String> KNOWN_SCOPES =
      Arrays.stream(AuthorizationScope.values())
          .map(AuthorizationScope::getValue)
          .collect(Collectors.toSet());
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
  private static final Pattern IP_V4 = Pattern.compile(OCTET + "([.]" + OCTET + "){3}");
  private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

  private CreateAuthorization() {}

  private static SandboxResponse respond(SandboxRequest request, SandboxState state) {
    String merchantId = MERCHANT_ID.value(request);
    SandboxResponse usual =
        SandboxResponse.success(
            new CreateAuthorizationResponse()
                .status("SUCCESS")
                .code(ResultCode.SUCCESS.getValue())
                .data(authorization(merchantId, request, state)));
    return state.triggered(merchantId, usual).orElse(usual);
  }

  private static Authorization authorization(
      String merchantId, SandboxRequest request, SandboxState state) {
    String authorizationId = state.newId();
    return new Authorization()
        .authorizationId(authorizationId)
        .merchantName(state.merchantName(merchantId))
        // As random as the id: a token that follows from the id is known to who has seen the id.
        .authorizationToken(state.newId())
        .merchantId(merchantId)
        .status("PENDING")
        .redirectUrl(
            "https://merchant.binance.com/en/dashboard/review-authorization?authId="
                + authorizationId)
        .scopes(SCOPES.values(request))
        .ipWhitelist(IP_WHITELIST.values(request));
  }

  private static Optional<String> values(SandboxRequest request) {
    if (!KNOWN_SCOPES.containsAll(SCOPES.values(request))) {
      return Optional.of("scopes has one that is not known");
    }
    List<String> addresses = IP_WHITELIST.values(request);
    return failIf(
        !addresses.stream().allMatch(CreateAuthorization::isIpAddress),
        "ipWhitelist has an entry that is not an IP address");
  }

  private static boolean isIpAddress(String text) {
    return IP_V4.matcher(text).matches() || (IP_V6.matcher(text).matches() && isIpV6(text));
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
