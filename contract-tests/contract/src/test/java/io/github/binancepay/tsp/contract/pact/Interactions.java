package io.github.binancepay.tsp.contract.pact;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.contract.Operation;
import io.github.binancepay.tsp.contract.Operations;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the client and the provider agree on: an interaction for each behaviour of an operation. */
public final class Interactions {
  static final String API_KEY = "sandbox-api-key";
  static final String SECRET_KEY = "sandbox-secret-key";
  static final String MERCHANT_ID = "merchant1";

  /** The provider states. Each is a condition that a provider can be in. */
  static final String MERCHANT_KNOWN = "merchant merchant1 is known";

  static final String MERCHANT_UNKNOWN = "merchant no-such-merchant is not known";
  static final String TRIGGERS_ON = "the merchant ids that trigger a response are switched on";

  /** What is wrong with how a request is signed. */
  enum Fault {
    NONE,
    WRONG_SECRET_KEY,
    STALE_TIMESTAMP
  }

  /**
   * One interaction.
   *
   * @param description unique, a sentence without an end
   * @param state the provider state; none if every provider is in it
   * @param request its body
   */
  public record Interaction(
      Operation operation,
      Behaviour behaviour,
      String description,
      Optional<String> state,
      Fault fault,
      String apiKey,
      String request,
      Response response) {
    @Override
    public String toString() {
      return description;
    }
  }

  /**
   * A response.
   *
   * @param statuses any of these, the first being the example
   * @param json the envelope; a page if there is none
   */
  public record Response(List<Integer> statuses, Optional<String> json) {
    JsonObject envelope() {
      return JsonParser.parseString(json.orElseThrow()).getAsJsonObject();
    }

    /** The result code; null if there is no envelope. */
    public String code() {
      return json.isEmpty() ? null : envelope().get("code").getAsString();
    }
  }

  // The provider documents no HTTP status for any failure: these are the ones that HTTP offers for
  // them.
  private static final List<Integer> FAILURES =
      List.of(400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503);

  // A failure may also come with 200, if it has the status that every HTTP 200 has.
  private static final List<Integer> FAILURES_AND_200 =
      List.of(400, 200, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503);

  private Interactions() {}

  public static List<Interaction> all() {
    return Operations.ALL.stream().flatMap(operation -> of(operation).stream()).toList();
  }

  private static List<Interaction> of(Operation operation) {
    List<Interaction> all = new ArrayList<>();
    all.add(success(operation));
    all.addAll(clientErrors(operation));
    if (operation.isForAMerchant()) {
      all.add(unknownMerchant(operation));
      all.addAll(undocumentedResponses(operation));
    }
    return all;
  }

  private static Interaction success(Operation operation) {
    return new Interaction(
        operation,
        Behaviour.SUCCESS,
        operation + " with a valid request",
        operation.isForAMerchant() ? Optional.of(MERCHANT_KNOWN) : Optional.empty(),
        Fault.NONE,
        API_KEY,
        operation.request(),
        new Response(
            List.of(200),
            Optional.of(
                "{\"status\": \"SUCCESS\", \"code\": \"000000\", \"data\": "
                    + operation.data()
                    + "}")));
  }

  private static List<Interaction> clientErrors(Operation operation) {
    return List.of(
        clientError(
            operation,
            Behaviour.WRONG_SECRET_KEY,
            "signed with another secret key",
            Fault.WRONG_SECRET_KEY,
            API_KEY,
            ResultCode.INVALID_SIGNATURE),
        clientError(
            operation,
            Behaviour.STALE_TIMESTAMP,
            "with a timestamp of an hour ago",
            Fault.STALE_TIMESTAMP,
            API_KEY,
            ResultCode.INVALID_TIMESTAMP),
        clientError(
            operation,
            Behaviour.UNKNOWN_API_KEY,
            "with an unknown API key",
            Fault.NONE,
            "no-such-api-key",
            ResultCode.INVALID_API_KEY_OR_IP),
        clientError(
            operation,
            Behaviour.MALFORMED_API_KEY,
            "with a malformed API key",
            Fault.NONE,
            "not an API key!",
            ResultCode.BAD_API_KEY_FMT));
  }

  private static Interaction clientError(
      Operation operation,
      Behaviour behaviour,
      String words,
      Fault fault,
      String apiKey,
      ResultCode code) {
    return new Interaction(
        operation,
        behaviour,
        operation + " " + words,
        Optional.empty(),
        fault,
        apiKey,
        operation.request(),
        failure(FAILURES_AND_200, code.getValue(), code.getReason()));
  }

  private static Interaction unknownMerchant(Operation operation) {
    return forMerchant(
        operation,
        Behaviour.UNKNOWN_MERCHANT,
        "for an unknown merchant",
        MERCHANT_UNKNOWN,
        "no-such-merchant",
        failure(FAILURES_AND_200, "406210", "Invalid merchant id"));
  }

  private static List<Interaction> undocumentedResponses(Operation operation) {
    return List.of(
        forMerchant(
            operation,
            Behaviour.UNDOCUMENTED_CODE,
            "that gets an undocumented code",
            TRIGGERS_ON,
            "sandbox-499999",
            failure(FAILURES_AND_200, "499999", "This code is not documented.")),
        forMerchant(
            operation,
            Behaviour.FAILURE_WITH_HTTP_200,
            "that gets a failure with HTTP 200",
            TRIGGERS_ON,
            "sandbox-fail-with-200",
            failure(
                List.of(200), "400000", "An unknown error occurred while processing the request.")),
        forMerchant(
            operation,
            Behaviour.FAILURE_WITHOUT_STATUS,
            "that gets a failure without status",
            TRIGGERS_ON,
            "sandbox-msg",
            json(
                FAILURES,
                """
                {"code": "400002", "msg": "Signature for this request is not valid."}""")),
        forMerchant(
            operation,
            Behaviour.SYSTEM_ERROR,
            "that gets a system error",
            TRIGGERS_ON,
            "sandbox-error",
            json(
                FAILURES_AND_200,
                """
                {
                  "status": "ERROR",
                  "type": "SYS",
                  "code": "100001001",
                  "errorData": "System abnormality"
                }""")),
        forMerchant(
            operation,
            Behaviour.HTML_PAGE,
            "that gets the page of the content-delivery network",
            TRIGGERS_ON,
            "sandbox-html",
            new Response(List.of(403), Optional.empty())));
  }

  private static Interaction forMerchant(
      Operation operation,
      Behaviour behaviour,
      String words,
      String state,
      String merchantId,
      Response response) {
    return new Interaction(
        operation,
        behaviour,
        operation + " " + words,
        Optional.of(state),
        Fault.NONE,
        API_KEY,
        operation.requestWith(Map.of("merchantId", merchantId)),
        response);
  }

  private static Response failure(List<Integer> statuses, String code, String errorMessage) {
    return json(
        statuses,
        """
        {"status": "FAIL", "code": "%s", "errorMessage": "%s"}"""
            .formatted(code, errorMessage));
  }

  private static Response json(List<Integer> statuses, String envelope) {
    return new Response(statuses, Optional.of(envelope));
  }
}
