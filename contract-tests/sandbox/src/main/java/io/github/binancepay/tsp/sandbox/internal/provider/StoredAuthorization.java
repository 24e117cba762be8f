package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.List;

/**
 * Stored authorization.
 *
 * @param requester API key of the request that created it
 */
public record StoredAuthorization(
    String id,
    String token,
    String requester,
    String merchantId,
    String merchantName,
    Status status,
    List<String> scopes,
    List<String> ipWhitelist) {
  /** Status. The provider documents the first two; the others are the sandbox's policy. */
  public enum Status {
    PENDING,
    AUTHORIZED,
    REJECTED,
    DISABLED
  }

  StoredAuthorization with(Status newStatus, List<String> newScopes) {
    return new StoredAuthorization(
        id, token, requester, merchantId, merchantName, newStatus, newScopes, ipWhitelist);
  }

  /** Omits the token, which is a secret. */
  @Override
  public String toString() {
    return "authorization " + id + ", " + status;
  }
}
