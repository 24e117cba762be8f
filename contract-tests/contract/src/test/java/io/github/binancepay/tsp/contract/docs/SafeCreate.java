package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.Set;

/** Creates an authorization once, even if the outcome of the call is unknown. */
final class SafeCreate {
  private final BinancePayClient client;

  SafeCreate(BinancePayClient client) {
    this.client = client;
  }

  /** Returns the id of the authorization; {@code known} are ids from before the call. */
  String create(CreateAuthorizationRequest request, Set<String> known) {
    try {
      return client.createAuthorization(request).getAuthorizationId();
    } catch (BinancePayException e) {
      if (!isOutcomeUnknown(e)) {
        throw e; // nothing was created
      }
      return client.findAuthorizations(request).stream()
          .map(AuthorizationRecord::getAuthorizationId)
          .filter(id -> !known.contains(id))
          .findFirst()
          .orElseThrow(() -> e); // not there yet: look again later, before you retry
    }
  }

  private static boolean isOutcomeUnknown(BinancePayException e) {
    if (e instanceof TransportException) {
      return ((TransportException) e).requestMayHaveBeenSent();
    }
    if (e instanceof ApiException) {
      return ((ApiException) e).resultCode().map(ResultCode.UNKNOWN_ERROR::equals).orElse(true);
    }
    return true; // MalformedResponseException
  }
}
