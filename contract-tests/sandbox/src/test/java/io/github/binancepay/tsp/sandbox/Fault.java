package io.github.binancepay.tsp.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Mistake in a request.
 *
 * @param code the code of the response
 * @param hint what it adds to the reason
 * @param in puts it into a request, and leaves alone as much of it as it can: faults are combined
 */
record Fault(String code, String hint, UnaryOperator<TestRequest> in) {
  /** A nonce that a sandbox has seen if a test showed it one. */
  static final String USED_NONCE = "5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA";

  private static final String API_KEY = "BinancePay-Certificate-SN";

  /** One for every check, in the order in which the checks are to be made. */
  static final List<Fault> IN_ORDER =
      List.of(
          new Fault("400006", "use POST", r -> r.method("PUT")),
          new Fault("400104", "at most 128 KiB are read", r -> r.behindBody(" ".repeat(1 << 17))),
          new Fault(
              "400007",
              "send Content-Type: application/json; it is text/plain, the default of fetch for a string",
              r -> r.header("Content-Type", "text/plain")),
          new Fault(
              "400100",
              "header BinancePay-Signature is missing",
              r -> r.header("BinancePay-Signature")),
          new Fault("400005", API_KEY, r -> r.header(API_KEY, "sandbox.api.key")),
          new Fault(
              "400004",
              API_KEY
                  + " is not known: it has 15 characters; an accepted one has 15. Check that it is"
                  + " the API key of this account",
              r -> r.header(API_KEY, "another-api-key")),
          new Fault(
              "400100",
              "header BinancePay-Nonce is not 32 letters or digits: it has 10 characters",
              r -> r.nonce("0123456789")),
          new Fault(
              "400003",
              "it is -1001 ms from this clock, too old: sign immediately before sending, and compare"
                  + " the clock with an NTP server",
              r -> r.at(TestRequest.NOW.minusMillis(1001))),
          new Fault(
              "400002", "lower case", r -> r.signature(right -> right.toLowerCase(Locale.ROOT))),
          new Fault(
              "400001",
              "BinancePay-Nonce was used before; make a new nonce for each request",
              r -> r.nonce(USED_NONCE)),
          new Fault("400008", "the object has ended, but there is more: }", r -> r.behindBody("}")),
          new Fault("400100", "merchantId is missing, null or empty", r -> r.without("merchantId")),
          new Fault(
              "400001", "scopes is not a list of strings", r -> r.field("scopes", "\"CONVERT\"")),
          new Fault(
              "400101",
              "merchantId is longer than 128 characters",
              r -> r.merchantId("m".repeat(129))),
          new Fault(
              "400103",
              "an entry of ipWhitelist has a control character",
              r -> r.field("ipWhitelist", "[\"192.168.1.1\\u0000\"]")),
          new Fault(
              "400102",
              "scopes has one that is not allowed; queryScopes lists those that are",
              r -> r.field("scopes", "[\"CONVERT\",\"EVERYTHING\"]")),
          new Fault("406210", "merchantId is not known", r -> r.merchantId("merchant2")));

  @Override
  public String toString() {
    return code + ": " + hint;
  }
}
