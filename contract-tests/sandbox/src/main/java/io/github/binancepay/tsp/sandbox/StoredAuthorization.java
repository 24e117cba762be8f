package io.github.binancepay.tsp.sandbox;

import java.util.List;

/** An authorization as the sandbox keeps it. */
record StoredAuthorization(
    String id,
    String token,
    String merchantId,
    String merchantName,
    Status status,
    List<String> scopes,
    List<String> ipWhitelist) {
  /** What an authorization can be. The provider documents the first two; the others are policy. */
  enum Status {
    PENDING,
    AUTHORIZED,
    REJECTED,
    DISABLED
  }

  StoredAuthorization with(Status newStatus, List<String> newScopes) {
    return new StoredAuthorization(
        id, token, merchantId, merchantName, newStatus, newScopes, ipWhitelist);
  }

  /** Leaves the token out, which is a secret. */
  @Override
  public String toString() {
    return "authorization " + id + ", " + status;
  }
}
