package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
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

  private static final BodyField MERCHANT_ID =
      new BodyField("merchantId", BodyField.Type.TEXT, true);
  private static final BodyField SCOPES = new BodyField("scopes", BodyField.Type.TEXTS, true);
  private static final BodyField IP_WHITELIST =
      new BodyField("ipWhitelist", BodyField.Type.TEXTS, true);

  public static final Operation OPERATION =
      new Operation(
          "createAuthorization",
          "/binancepay/openapi/service/provider/create",
          Stream.concat(
                  BodyField.checks(MERCHANT_ID, SCOPES, IP_WHITELIST).stream(),
                  Stream.of(
                      Check.policy(
                          ResultCode.INVALID_PARAM_WRONG_VALUE,
                          "a scope is not one that `queryScopes` lists, or an entry of `ipWhitelist`"
                              + " not an IP address",
                          CreateAuthorization::findWrongValue),
                      Check.documented(
                          ResultCode.INVALID_MERCHANT_ID,
                          "the merchant is not known",
                          (request, provider) ->
                              Check.unless(
                                  provider.merchants().name(merchantId(request)).isPresent(),
                                  () -> "merchantId is not known"))))
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

  private static String merchantId(SandboxRequest request) {
    return MERCHANT_ID.texts(request).get(0);
  }

  private static ProviderResponse respond(SandboxRequest request, Provider provider) {
    return provider.respond(
        Optional.of(merchantId(request)), true, () -> Envelope.success(create(request, provider)));
  }

  private static Authorization create(SandboxRequest request, Provider provider) {
    StoredAuthorization created =
        store(
            provider,
            request.header(TransportChecks.API_KEY),
            merchantId(request),
            SCOPES.texts(request),
            IP_WHITELIST.texts(request));
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
            // Random, because a token that follows from the id is no secret.
            UUID.randomUUID().toString().replace("-", ""),
            apiKey,
            merchantId,
            provider.merchants().name(merchantId).orElse(merchantId),
            StoredAuthorization.Status.PENDING,
            scopes,
            ipWhitelist);
    provider.authorizations().add(created);
    return created;
  }

  private static Optional<String> findWrongValue(SandboxRequest request, Provider provider) {
    List<String> allowed = provider.settings().scopes();
    for (String scope : SCOPES.texts(request)) {
      if (!allowed.contains(scope)) {
        Optional<String> similar = NearestName.of(scope, allowed);
        return Optional.of(
            "scopes has one that is not allowed; "
                + similar
                    .map(name -> "did you mean " + name + "?")
                    .orElse("queryScopes lists those that are"));
      }
    }
    return Check.unless(
        IP_WHITELIST.texts(request).stream().allMatch(CreateAuthorization::isIpAddress),
        () -> "ipWhitelist has an entry that is not an IP address");
  }

  private static boolean isIpAddress(String text) {
    try {
      // Text with a colon is never looked up in DNS.
      return IP_V4.matcher(text).matches()
          || (IP_V6.matcher(text).matches() && InetAddress.getByName(text) != null);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
