package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.model.ResultCode.INVALID_MERCHANT_ID;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_VALUE;
import static io.github.binancepay.tsp.sandbox.internal.provider.Check.failIf;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import io.github.binancepay.tsp.sandbox.internal.provider.BodyFields.Field;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Operation that asks a merchant for permission. */
public final class CreateAuthorization {
  /** Path of the page where a merchant decides. */
  public static final String REVIEW_PATH = "/en/dashboard/review-authorization";

  /** Query parameter of the page, which names the authorization. */
  public static final String REVIEW_PARAMETER = "authId";

  private static final Field MERCHANT_ID = Field.text("merchantId");
  private static final Field SCOPES = Field.texts("scopes");
  private static final Field IP_WHITELIST = Field.texts("ipWhitelist");

  public static final Operation OPERATION =
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
                          (request, provider) ->
                              failIf(
                                  !provider.merchants().knows(MERCHANT_ID.value(request)),
                                  "merchantId is not known"))))
              .toList(),
          CreateAuthorization::respond);

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";
  private static final Pattern IP_V4 = Pattern.compile(BYTE + "([.]" + BYTE + "){3}");
  private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

  private CreateAuthorization() {}

  /** {@return path and query of the page where a merchant decides} */
  public static String reviewPath(String authorizationId) {
    return REVIEW_PATH + "?" + REVIEW_PARAMETER + "=" + authorizationId;
  }

  // As random as an id: a token that follows from the id is known to everybody who knows the id.
  private static String newToken() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static ProviderResponse respond(SandboxRequest request, Provider provider) {
    String merchantId = MERCHANT_ID.value(request);
    return provider
        .merchants()
        .respondToCreate(
            merchantId,
            provider.settings().failStatus(),
            () -> create(merchantId, request, provider));
  }

  private static Envelope create(String merchantId, SandboxRequest request, Provider provider) {
    StoredAuthorization created =
        store(
            provider,
            request.header(TransportChecks.API_KEY),
            merchantId,
            SCOPES.values(request),
            IP_WHITELIST.values(request));
    return Envelope.success(
        new CreateAuthorizationResponse()
            .status("SUCCESS")
            .code(ResultCode.SUCCESS.getValue())
            .data(model(created, provider)));
  }

  /** Stores a new authorization, as a request creates it. */
  public static StoredAuthorization store(
      Provider provider,
      String apiKey,
      String merchantId,
      List<String> scopes,
      List<String> ipWhitelist) {
    StoredAuthorization created =
        new StoredAuthorization(
            provider.settings().ids().get(),
            newToken(),
            apiKey,
            merchantId,
            provider.merchants().name(merchantId),
            StoredAuthorization.Status.PENDING,
            scopes,
            ipWhitelist);
    provider.authorizations().add(created);
    return created;
  }

  private static Authorization model(StoredAuthorization created, Provider provider) {
    return new Authorization()
        .authorizationId(created.id())
        .merchantName(created.merchantName())
        .authorizationToken(created.token())
        .merchantId(created.merchantId())
        .status(created.status().name())
        .redirectUrl(provider.settings().baseUrl() + reviewPath(created.id()))
        .scopes(created.scopes())
        .ipWhitelist(created.ipWhitelist());
  }

  private static Optional<String> values(SandboxRequest request, Provider provider) {
    Optional<String> notAllowed =
        SCOPES.values(request).stream()
            .filter(scope -> !provider.settings().scopes().contains(scope))
            .findFirst()
            .map(
                scope ->
                    "scopes has one that is not allowed; "
                        + NearestName.of(scope, provider.settings().scopes())
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
    return IP_V4.matcher(text).matches() || (IP_V6.matcher(text).matches() && isIpV6(text));
  }

  private static boolean isIpV6(String text) {
    try {
      // Text with a colon is never looked up in DNS.
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
