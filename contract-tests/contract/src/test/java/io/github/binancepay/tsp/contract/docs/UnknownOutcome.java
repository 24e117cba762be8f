package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.Set;

/** The README's recipe for a create whose outcome is not known. */
final class UnknownOutcome {
  private final BinancePayClient client;
  private final Set<String> known;

  /**
   * @param known the ids of the authorizations that there were before
   */
  UnknownOutcome(BinancePayClient client, Set<String> known) {
    this.client = client;
    this.known = known;
  }

  // In README.md from here
  String create(CreateAuthorizationRequest request) {
    try {
      return client.createAuthorization(request).getAuthorizationId();
    } catch (TransportException e) {
      if (!e.requestMayHaveBeenSent()) {
        throw e; // nothing was sent: it is safe to try again
      }
      return client.findAuthorizations(request).stream()
          .map(AuthorizationRecord::getAuthorizationId)
          .filter(id -> !known.contains(id)) // one alike, from before
          .findFirst()
          .orElseThrow(() -> e); // nothing is there yet: look again later, before you create
    }
  }
  // to here.
}
