package io.github.binancepay.tsp.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What can be wrong with a request.
 *
 * @param rejects the check that finds it, in the words of its {@link Check}
 * @param code the code of the response
 * @param hint what it adds to the reason
 * @param in puts it into a request, and leaves alone as much of it as it can: faults are combined
 */
record Fault(String rejects, String code, String hint, UnaryOperator<SignedRequest> in) {
  /** A nonce that a sandbox has seen if a test showed it one. */
  static final String USED_NONCE = "5RhaTrZPhknNv0kDSA2UQ67cPMVNS4sA";

  /** One for every check, in the order in which the checks are to be made. */
  static final List<Fault> IN_ORDER =
      List.of(
          new Fault(
              "the method is not POST", "400006", "use POST", request -> request.method("PUT")),
          new Fault(
              "the body is larger than 128 KiB",
              "400104",
              "at most 128 KiB are read",
              request -> request.behindBody(" ".repeat(128 * 1024))),
          new Fault(
              "the media type is not `application/json`, or its charset not UTF-8",
              "400007",
              "send Content-Type: application/json",
              request -> request.header("Content-Type", "text/plain")),
          new Fault(
              "one of the four headers is missing, empty, or a duplicate",
              "400100",
              "header BinancePay-Signature is missing",
              request -> request.header("BinancePay-Signature")),
          new Fault(
              "the API key is not 1 to 128 of `0-9A-Za-z_-`",
              "400005",
              "BinancePay-Certificate-SN",
              request -> request.header("BinancePay-Certificate-SN", "sandbox.api.key")),
          new Fault(
              "the API key is not known",
              "400004",
              "BinancePay-Certificate-SN",
              request -> request.header("BinancePay-Certificate-SN", "another-api-key")),
          new Fault(
              "the timestamp is not a number, or the nonce not 32 letters or digits",
              "400100",
              "header BinancePay-Nonce is not 32 letters or digits",
              request -> request.nonce("0123456789")),
          new Fault(
              "the timestamp is more than 1 s from the sandbox's clock",
              "400003",
              "it is -1001 ms from this clock",
              request -> request.at(SignedRequest.NOW.minusMillis(1001))),
          new Fault(
              "the signature is not that of the bytes received",
              "400002",
              "it is in lower case",
              request -> request.signature(right -> right.toLowerCase(Locale.ROOT))),
          new Fault(
              "the nonce was used before, or more than 200,000 in three windows of time",
              "400001",
              "BinancePay-Nonce was used before",
              request -> request.nonce(USED_NONCE)),
          new Fault(
              "the body is not a JSON object in UTF-8, or has a duplicate member",
              "400008",
              "expected one JSON object in UTF-8, without duplicate members",
              request -> request.behindBody("}")),
          new Fault(
              "`merchantId`, `scopes` or `ipWhitelist` is missing, null or empty",
              "400100",
              "merchantId is missing, null or empty",
              request -> request.without("merchantId")),
          new Fault(
              "`merchantId` is not a string, or `scopes` or `ipWhitelist` is not a list of strings",
              "400001",
              "scopes is not a list of strings",
              request -> request.field("scopes", "\"CONVERT\"")),
          new Fault(
              "a string is longer than 128 characters, or a list than 100 entries",
              "400101",
              "merchantId is longer than 128 characters",
              request -> request.merchantId("m".repeat(129))),
          new Fault(
              "a string has a control character",
              "400103",
              "an entry of ipWhitelist has a control character",
              request -> request.field("ipWhitelist", "[\"192.168.1.1\\u0000\"]")),
          new Fault(
              "a scope is not a known one, or an entry of `ipWhitelist` not an IP address",
              "400102",
              "scopes has one that is not known",
              request -> request.field("scopes", "[\"CONVERT\",\"EVERYTHING\"]")),
          new Fault(
              "the merchant is not known",
              "406210",
              "merchantId is not known",
              request -> request.merchantId("merchant2")));

  @Override
  public String toString() {
    return code + ": " + rejects;
  }
}
