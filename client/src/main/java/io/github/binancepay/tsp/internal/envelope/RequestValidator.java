package io.github.binancepay.tsp.internal.envelope;

import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

/** Refuses, before a byte is sent, a request that the provider's reference page does not allow. */
public final class RequestValidator {
  private RequestValidator() {}

  public static void check(CreateAuthorizationRequest request) {
    if (request == null) {
      throw new IllegalArgumentException("request is null; pass a CreateAuthorizationRequest");
    }
    checkText("merchantId", request.getMerchantId());
    checkList("scopes", request.getScopes());
    checkList("ipWhitelist", request.getIpWhitelist());
  }

  private static void checkList(String field, List<String> values) {
    if (values == null || values.isEmpty()) {
      throw new IllegalArgumentException(field + " is required and must not be empty");
    }
    for (int i = 0; i < values.size(); i++) {
      checkText(field + "[" + i + "]", values.get(i));
    }
  }

  private static void checkText(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is required and must not be empty");
    }
  }
}
