package io.github.binancepay.tsp.contract.pact;

import au.com.dius.pact.consumer.dsl.LambdaDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the client and the provider agree on, interaction by interaction. */
public final class Interactions {
  static final String API_KEY = "sandbox-api-key";
  static final String SECRET_KEY = "sandbox-secret-key";
  static final String MERCHANT_ID = "merchant1";

  /** The provider states. Each is a condition that a provider can be in. */
  static final String MERCHANT_KNOWN = "merchant merchant1 is known";

  static final String MERCHANT_UNKNOWN = "merchant no-such-merchant is not known";
  static final String TRIGGERS_ON = "the merchant ids that trigger an answer are switched on";

  /** How a request differs from one that is right in all. */
  enum Flaw {
    NONE,
    WRONG_SECRET_KEY,
    STALE_TIMESTAMP
  }

  /**
   * One interaction.
   *
   * @param description unique, a sentence without an end
   * @param state the provider state; none if every provider is in it
   * @param answer what the provider answers
   * @param outcome what the client has to make of it
   */
  public record Interaction(
      String description,
      Optional<String> state,
      Flaw flaw,
      String apiKey,
      String merchantId,
      Answer answer,
      Outcome outcome) {
    @Override
    public String toString() {
      return description;
    }
  }

  /**
   * An answer: of one of these HTTP statuses, the first being the example, and with JSON or else a
   * page.
   */
  record Answer(List<Integer> statuses, Optional<Consumer<LambdaDslJsonBody>> json) {}

  /** What the client makes of an answer: an authorization if there is no exception. */
  record Outcome(Optional<Class<? extends Exception>> exception, String message) {}

  // The provider documents no HTTP status for any failure: these are the ones that HTTP offers for
  // them, and 200.
  private static final List<Integer> ANY_STATUS =
      List.of(400, 200, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503);

  private Interactions() {}

  public static List<Interaction> all() {
    List<Interaction> all = new ArrayList<>();
    all.add(created());
    all.addAll(deserved());
    Stream.of(ResultCode.values())
        .filter(code -> code != ResultCode.SUCCESS)
        .filter(
            code -> all.stream().noneMatch(known -> known.description().contains(code.getValue())))
        .map(Interactions::triggered)
        .forEach(all::add);
    all.addAll(beyondTheReferencePage());
    return List.copyOf(all);
  }

  private static Interaction created() {
    return new Interaction(
        "a request that is right in all",
        Optional.of(MERCHANT_KNOWN),
        Flaw.NONE,
        API_KEY,
        MERCHANT_ID,
        new Answer(List.of(200), Optional.of(Interactions::authorization)),
        new Outcome(Optional.empty(), ""));
  }

  /** Failures that a request of the client deserves, whatever the provider. */
  private static List<Interaction> deserved() {
    return List.of(
        deserved(
            ResultCode.INVALID_SIGNATURE,
            "signed with another secret key",
            Flaw.WRONG_SECRET_KEY,
            API_KEY),
        deserved(ResultCode.INVALID_TIMESTAMP, "of an hour ago", Flaw.STALE_TIMESTAMP, API_KEY),
        deserved(
            ResultCode.INVALID_API_KEY_OR_IP,
            "with an API key that nobody has",
            Flaw.NONE,
            "no-such-api-key"),
        deserved(
            ResultCode.BAD_API_KEY_FMT,
            "with an API key that cannot be one",
            Flaw.NONE,
            "not an API key!"),
        new Interaction(
            describe(ResultCode.INVALID_MERCHANT_ID, "for a merchant that is not known"),
            Optional.of(MERCHANT_UNKNOWN),
            Flaw.NONE,
            API_KEY,
            "no-such-merchant",
            fail(
                ResultCode.INVALID_MERCHANT_ID.getValue(),
                ResultCode.INVALID_MERCHANT_ID.getReason()),
            rejected(ResultCode.INVALID_MERCHANT_ID)));
  }

  private static Interaction deserved(ResultCode code, String request, Flaw flaw, String apiKey) {
    return new Interaction(
        describe(code, request),
        Optional.empty(),
        flaw,
        apiKey,
        MERCHANT_ID,
        fail(code.getValue(), code.getReason()),
        rejected(code));
  }

  private static String describe(ResultCode code, String request) {
    return "a request " + request + ", which gets " + code.getValue() + " " + code.name();
  }

  private static Interaction triggered(ResultCode code) {
    return triggered(
        "a request that gets " + code.getValue() + " " + code.name(),
        "sandbox-" + code.getValue(),
        fail(code.getValue(), code.getReason()),
        rejected(code));
  }

  private static List<Interaction> beyondTheReferencePage() {
    return List.of(
        triggered(
            "a request that gets a code that is not documented",
            "sandbox-499999",
            fail("499999", "This code is not documented."),
            apiException("499999 (HTTP 400): This code is not documented.")),
        triggered(
            "a request that gets a failure with HTTP 200",
            "sandbox-fail-with-200",
            new Answer(
                List.of(200),
                fail("400000", "An unknown error occurred while processing the request.").json()),
            apiException(
                "400000 UNKNOWN_ERROR (HTTP 200): An unknown error occurred while processing the request."
                    + " Solution: Try again later")),
        triggered(
            "a request that gets a failure without status, with msg",
            "sandbox-msg",
            new Answer(
                ANY_STATUS,
                Optional.of(
                    body ->
                        body.stringValue("code", "400002")
                            .stringType("msg", "Signature for this request is not valid."))),
            apiException(
                "400002 INVALID_SIGNATURE (HTTP 400): Signature for this request is not valid. Solution: Check whether"
                    + " the signature parameter and method comply with signature algorithm requirements.")),
        triggered(
            "a request that gets a system error",
            "sandbox-error",
            new Answer(
                ANY_STATUS,
                Optional.of(
                    body ->
                        body.stringValue("status", "ERROR")
                            .stringType("type", "SYS")
                            .stringValue("code", "100001001")
                            .stringType("errorData", "System abnormality"))),
            apiException("100001001 (HTTP 400): System abnormality")),
        triggered(
            "a request that gets the page of the content-delivery network",
            "sandbox-html",
            new Answer(List.of(403), Optional.empty()),
            new Outcome(
                Optional.of(MalformedResponseException.class),
                "The answer (HTTP 403) is not one of the provider's: it is empty")));
  }

  private static Interaction triggered(
      String description, String merchantId, Answer answer, Outcome outcome) {
    return new Interaction(
        description, Optional.of(TRIGGERS_ON), Flaw.NONE, API_KEY, merchantId, answer, outcome);
  }

  private static void authorization(LambdaDslJsonBody body) {
    body.stringValue("status", "SUCCESS")
        .stringValue("code", "000000")
        .object(
            "data",
            data ->
                data.stringType("authorizationId", "authId1")
                    .stringType("merchantName", "Merchant One")
                    .stringType("authorizationToken", "token1")
                    .stringType("merchantId", MERCHANT_ID)
                    .stringType("status", "PENDING")
                    .stringMatcher(
                        "redirectUrl",
                        "^https?://.+$",
                        "https://merchant.binance.com/en/dashboard/review-authorization?authId=authId1")
                    .minArrayLike("scopes", 1, PactDslJsonRootValue.stringType("CONVERT"), 2)
                    .minArrayLike(
                        "ipWhitelist", 1, PactDslJsonRootValue.stringType("192.168.1.1"), 2));
  }

  private static Answer fail(String code, String errorMessage) {
    return new Answer(
        ANY_STATUS,
        Optional.of(
            body ->
                body.stringValue("status", "FAIL")
                    .stringValue("code", code)
                    .stringType("errorMessage", errorMessage)));
  }

  private static Outcome rejected(ResultCode code) {
    String message = code.getValue() + " " + code.name() + " (HTTP 400): " + code.getReason();
    if (code.getSolution().isEmpty()) {
      return apiException(message);
    }
    return apiException(
        (message.endsWith(".") ? message : message + ".") + " Solution: " + code.getSolution());
  }

  private static Outcome apiException(String message) {
    return new Outcome(Optional.of(ApiException.class), message);
  }
}
