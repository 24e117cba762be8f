package io.github.binancepay.tsp.contract.pact;

import static io.github.binancepay.tsp.contract.Behaviour.EMPTY_PAGE;
import static io.github.binancepay.tsp.contract.Behaviour.FAILURE_WITHOUT_STATUS;
import static io.github.binancepay.tsp.contract.Behaviour.FAILURE_WITH_HTTP_200;
import static io.github.binancepay.tsp.contract.Behaviour.HTML_PAGE;
import static io.github.binancepay.tsp.contract.Behaviour.MALFORMED_API_KEY;
import static io.github.binancepay.tsp.contract.Behaviour.SECOND_PAGE;
import static io.github.binancepay.tsp.contract.Behaviour.STALE_TIMESTAMP;
import static io.github.binancepay.tsp.contract.Behaviour.SUCCESS;
import static io.github.binancepay.tsp.contract.Behaviour.SYSTEM_ERROR;
import static io.github.binancepay.tsp.contract.Behaviour.UNDOCUMENTED_CODE;
import static io.github.binancepay.tsp.contract.Behaviour.UNKNOWN_API_KEY;
import static io.github.binancepay.tsp.contract.Behaviour.UNKNOWN_MERCHANT;
import static io.github.binancepay.tsp.contract.Behaviour.WRONG_SECRET_KEY;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.contract.Behaviour.In;
import io.github.binancepay.tsp.contract.Operation;
import io.github.binancepay.tsp.contract.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the client and the provider agree on: an interaction for each behaviour of an operation. */
public final class Interactions {
  static final String API_KEY = "sandbox-api-key";
  static final String SECRET_KEY = "sandbox-secret-key";
  static final String MERCHANT_ID = "merchant1";

  /** The provider states. Each is a condition that a provider can be in. */
  static final String MERCHANT_KNOWN = "merchant merchant1 is known";

  static final String AUTHORIZATION_CREATED = "merchant merchant1 has an authorization";
  static final String TWO_PAGES = "merchant merchant1 has 11 authorizations";
  static final String NO_AUTHORIZATIONS = "merchant merchant1 has no authorizations";
  static final String MERCHANT_UNKNOWN = "merchant no-such-merchant is not known";
  static final String TRIGGERS_ON = "the merchant ids that trigger a response are switched on";

  /** The states that any provider is in, or can be brought into by calls of the contract. */
  static final Set<String> OF_ANY_PROVIDER =
      Set.of(MERCHANT_KNOWN, MERCHANT_UNKNOWN, AUTHORIZATION_CREATED);

  /**
   * One interaction.
   *
   * @param behaviour also tells what is wrong with how the request is signed
   * @param state the provider state; none if every provider is in it
   * @param request its body
   */
  public record Interaction(
      Operation operation,
      Behaviour behaviour,
      Optional<String> state,
      String apiKey,
      String request,
      Response response) {
    public String description() {
      return Interactions.description(operation, behaviour);
    }

    Interaction with(Response other) {
      return new Interaction(operation, behaviour, state, apiKey, request, other);
    }

    @Override
    public String toString() {
      return description();
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
  // them, and 200, with which the document expects a status in the envelope.
  private static final List<Integer> FAILURES =
      List.of(400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503);
  private static final List<Integer> FAILURES_AND_200 =
      List.of(400, 200, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503);

  private Interactions() {}

  /** What the interaction of a behaviour is called. */
  static String description(Operation operation, Behaviour behaviour) {
    return operation + ", " + behaviour.toString().replace('-', ' ');
  }

  public static List<Interaction> all() {
    return Operations.ALL.stream().flatMap(operation -> of(operation).stream()).toList();
  }

  public static List<Interaction> of(Operation operation) {
    List<Interaction> interactions = new ArrayList<>();
    interactions.add(success(operation));
    interactions.addAll(clientErrors(operation));
    if (operation.hasPages()) {
      interactions.addAll(ofPages(operation));
    }
    if (operation.isForAMerchant()) {
      interactions.addAll(ofMerchants(operation));
    }
    return interactions;
  }

  private static Interaction success(Operation operation) {
    Optional<String> state =
        operation.hasPages()
            ? Optional.of(AUTHORIZATION_CREATED)
            : operation.isForAMerchant() ? Optional.of(MERCHANT_KNOWN) : Optional.empty();
    return new Interaction(
        operation, SUCCESS, state, API_KEY, operation.request(), success(operation.data()));
  }

  private static List<Interaction> ofPages(Operation operation) {
    JsonObject lastOfEleven = JsonParser.parseString(operation.data()).getAsJsonObject();
    lastOfEleven.addProperty("total", 11);
    return List.of(
        new Interaction(
            operation,
            SECOND_PAGE,
            Optional.of(TWO_PAGES),
            API_KEY,
            operation.requestForPage(2),
            success(lastOfEleven.toString())),
        new Interaction(
            operation,
            EMPTY_PAGE,
            Optional.of(NO_AUTHORIZATIONS),
            API_KEY,
            operation.request(),
            success("{\"total\": 0, \"rows\": []}")));
  }

  private static Response success(String data) {
    String envelope = "{\"status\": \"SUCCESS\", \"code\": \"000000\", \"data\": %s}";
    return json(List.of(200), envelope.formatted(data));
  }

  private static List<Interaction> clientErrors(Operation operation) {
    return Stream.of(
            new Rejection(WRONG_SECRET_KEY, API_KEY, "400002", "Incorrect signature result"),
            new Rejection(STALE_TIMESTAMP, API_KEY, "400003", "Outside of the time window."),
            new Rejection(
                UNKNOWN_API_KEY,
                "no-such-api-key",
                "400004",
                "API identity key not found or invalid."),
            new Rejection(
                MALFORMED_API_KEY, "not an API key!", "400005", "API identity key format invalid."))
        .map(each -> each.of(operation))
        .toList();
  }

  /** What any provider rejects, whatever is asked of it. */
  private record Rejection(Behaviour behaviour, String apiKey, String code, String message) {
    Interaction of(Operation operation) {
      Response response = failure(code, message);
      return new Interaction(
          operation, behaviour, Optional.empty(), apiKey, operation.request(), response);
    }
  }

  private static List<Interaction> ofMerchants(Operation operation) {
    Response unknown = failure("406210", "Invalid merchant id");
    Response undocumented = failure("499999", "This code is not documented.");
    Response with200 =
        new Response(List.of(200), failure("400000", "An unknown error occurred.").json());
    Response withoutStatus =
        json(FAILURES, "{\"code\": \"400002\", \"msg\": \"Signature is not valid.\"}");
    Response systemError =
        json(
            FAILURES_AND_200,
            """
            {
              "status": "ERROR",
              "type": "SYS",
              "code": "100001001",
              "errorData": "System abnormality"
            }
            """);
    Response page = new Response(List.of(403), Optional.empty());
    return Stream.of(
            new ByMerchant(UNKNOWN_MERCHANT, MERCHANT_UNKNOWN, "no-such-merchant", unknown),
            new ByMerchant(UNDOCUMENTED_CODE, TRIGGERS_ON, "sandbox-499999", undocumented),
            new ByMerchant(FAILURE_WITH_HTTP_200, TRIGGERS_ON, "sandbox-fail-with-200", with200),
            new ByMerchant(FAILURE_WITHOUT_STATUS, TRIGGERS_ON, "sandbox-msg", withoutStatus),
            new ByMerchant(SYSTEM_ERROR, TRIGGERS_ON, "sandbox-error", systemError),
            new ByMerchant(HTML_PAGE, TRIGGERS_ON, "sandbox-html", page))
        .filter(each -> Behaviour.due(In.PACT, operation).contains(each.behaviour()))
        .map(each -> each.of(operation))
        .toList();
  }

  /** What a merchant's id decides. */
  private record ByMerchant(
      Behaviour behaviour, String state, String merchantId, Response response) {
    Interaction of(Operation operation) {
      String request = operation.requestFor(merchantId);
      return new Interaction(operation, behaviour, Optional.of(state), API_KEY, request, response);
    }
  }

  private static Response failure(String code, String errorMessage) {
    String envelope = "{\"status\": \"FAIL\", \"code\": \"%s\", \"errorMessage\": \"%s\"}";
    return json(FAILURES_AND_200, envelope.formatted(code, errorMessage));
  }

  private static Response json(List<Integer> statuses, String envelope) {
    return new Response(statuses, Optional.of(envelope));
  }
}
