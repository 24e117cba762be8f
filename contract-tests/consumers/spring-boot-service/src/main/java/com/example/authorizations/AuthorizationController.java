package com.example.authorizations;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.ResultCode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages for merchants. Add your own authentication: whoever may post here sends a merchant away.
 */
@RestController
@RequestMapping("/merchants/{merchantId}/authorizations")
class AuthorizationController {
  private final BinancePayClient client;
  private final AuthorizationStore store;
  private final BinancePayProperties properties;

  AuthorizationController(
      BinancePayClient client, AuthorizationStore store, BinancePayProperties properties) {
    this.client = client;
    this.store = store;
    this.properties = properties;
  }

  /** Creates an authorization and redirects the merchant to the page where it is decided. */
  @PostMapping
  ResponseEntity<?> create(@PathVariable String merchantId) {
    CreateAuthorizationRequest request =
        new CreateAuthorizationRequest()
            .merchantId(merchantId)
            .scopes(properties.scopes())
            .ipWhitelist(properties.ipWhitelist());
    Set<String> known =
        store.ofMerchant(merchantId).stream()
            .map(StoredAuthorization::authorizationId)
            .collect(Collectors.toSet());
    try {
      Authorization created = client.createAuthorization(request);
      store.addPending(created.getAuthorizationId(), merchantId, created.getScopes());
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(created.getRedirectUrl()))
          .build();
    } catch (BinancePayException e) {
      if (!mayHaveBeenExecuted(e)) {
        throw e;
      }
      return recover(request, known);
    }
  }

  @GetMapping
  List<StoredAuthorization> list(@PathVariable String merchantId) {
    return store.ofMerchant(merchantId);
  }

  /**
   * Stores what the lost response would have told. A record has no redirect URL, so the merchant
   * cannot be redirected to this authorization: it stays pending, and a new POST, which the
   * merchant has to decide on, creates another one.
   */
  private ResponseEntity<?> recover(CreateAuthorizationRequest request, Set<String> known) {
    List<AuthorizationRecord> created =
        client.findAuthorizations(request).stream()
            .filter(record -> !known.contains(record.getAuthorizationId()))
            .toList();
    created.forEach(
        record ->
            store.addPending(
                record.getAuthorizationId(), request.getMerchantId(), record.getScopes()));
    String detail =
        created.isEmpty()
            ? "The connection to Binance Pay broke. Nothing was created so far: try again later."
            : "The connection to Binance Pay broke after the authorization was created. Its page is"
                + " lost: try again to create another one.";
    return problem(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }

  /** Tells whether Binance Pay may have created the authorization in spite of the exception. */
  private static boolean mayHaveBeenExecuted(BinancePayException e) {
    if (e instanceof TransportException transport) {
      return transport.requestMayHaveBeenSent();
    }
    return !(e instanceof ApiException api)
        || api.resultCode().filter(code -> code != ResultCode.UNKNOWN_ERROR).isEmpty();
  }

  @ExceptionHandler
  ResponseEntity<?> failed(BinancePayException e) {
    return e.isRetryable()
        ? problem(HttpStatus.SERVICE_UNAVAILABLE, "Binance Pay cannot be reached: try again later.")
        : problem(HttpStatus.BAD_GATEWAY, "Binance Pay rejected the request: " + e.getMessage());
  }

  private static ResponseEntity<?> problem(HttpStatus status, String detail) {
    return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
  }
}
