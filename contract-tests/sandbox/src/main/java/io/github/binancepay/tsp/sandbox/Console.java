package io.github.binancepay.tsp.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The merchant's side: pages for a browser, and the same for programs. A browser is told by its
 * {@code Accept}, and is brought to a page after what it did; a program gets JSON.
 */
final class Console {
  static final String HOME = "/";
  static final String PATH = "/sandbox";
  static final String ROTATE_PATH = PATH + "/webhook-key/rotate";
  static final String EVENTS_PATH = PATH + "/events";
  private static final String CALL_PATH = PATH + "/call/";
  private static final String AFTER = "after=";
  private static final Set<String> PAGES = Set.of(HOME, PATH, EVENTS_PATH, ReviewPage.PATH);

  /** One thing that can be done by a POST. */
  @FunctionalInterface
  private interface Act {
    /** Does it to what the path names, and returns what is now so. */
    Map<String, ?> on(Matcher path, SandboxRequest request);
  }

  private record Route(Pattern path, Act act) {}

  private final SandboxState state;
  private final OriginCheck origins;
  private final EventStream events;
  private final CallForm form;
  private final ConsolePage page;
  private final RequestList requests;
  private final ConsoleCall calls;
  private final List<Route> routes =
      List.of(
          new Route(Pattern.compile(PATH + "/authorizations/([0-9A-Za-z]+)/([a-z]+)"), this::act),
          new Route(Pattern.compile(PATH + "/faults/([a-z-]+)"), this::fault),
          new Route(Pattern.compile(Pattern.quote(ROTATE_PATH)), this::rotate));

  Console(SandboxState state, OriginCheck origins) {
    this.state = state;
    this.origins = origins;
    LiveSections sections = new LiveSections(state);
    this.events = new EventStream(sections);
    this.form = new CallForm(state, sections);
    this.page = new ConsolePage(state, sections, form);
    this.requests = sections.requestList();
    this.calls = new ConsoleCall(state);
  }

  /** What tells open consoles the news. */
  EventStream events() {
    return events;
  }

  static String path(Operation operation) {
    return CALL_PATH + operation.operationId();
  }

  static String path(String authorizationId, MerchantAction action) {
    return PATH + "/authorizations/" + authorizationId + "/" + action.pathName();
  }

  static String path(DeliveryFault fault) {
    return PATH + "/faults/" + fault.pathName();
  }

  static boolean serves(String method, String path) {
    return path.equals(ReviewPage.PATH)
        || path.equals(PATH)
        || path.startsWith(PATH + "/")
        || (path.equals(HOME) && method.equals("GET"));
  }

  /**
   * @param localAddress the address of this machine that the request came to
   * @param port the port that it came to
   */
  SandboxResponse respond(SandboxRequest request, String localAddress, int port) {
    String path = request.path;
    String query = request.query;
    Optional<String> refusal = origins.refuses(request, localAddress, port);
    if (refusal.isPresent()) {
      String message = "Refused: " + refusal.get() + ". The sandbox is at " + state.baseUrl();
      return failure(403, message, request);
    }
    String expected = PAGES.contains(path) ? "GET" : "POST";
    if (!request.method.equals(expected)) {
      return failure(405, "Use " + expected, request);
    }
    return PAGES.contains(path) ? page(path, query, request) : post(path, query, request);
  }

  private SandboxResponse page(String path, String query, SandboxRequest request) {
    return switch (path) {
      case HOME -> console(Optional.empty());
      case PATH -> SandboxResponse.seeOther(HOME, "the console is at " + HOME);
      case EVENTS_PATH -> SandboxResponse.events(lastSeen(query, request));
      default -> review(query, request);
    };
  }

  private SandboxResponse console(Optional<ConsoleCall.Result> last) {
    return SandboxResponse.page(200, page.html(last), "the console")
        .withHeaders(ConsolePage.HEADERS);
  }

  /** What a browser has seen: of the page it has loaded, or of the stream that has ended. */
  private static String lastSeen(String query, SandboxRequest request) {
    return Stream.concat(
            request.headerValues("Last-Event-ID").stream(),
            Stream.of(query)
                .filter(parameter -> parameter.startsWith(AFTER))
                .map(parameter -> parameter.substring(AFTER.length())))
        .findFirst()
        .orElse("");
  }

  private SandboxResponse review(String query, SandboxRequest request) {
    return state
        .authorizations()
        .find(ReviewPage.authorizationId(query))
        .map(found -> SandboxResponse.page(200, ReviewPage.html(found), "the review page"))
        .orElseGet(() -> failure(404, "There is no authorization with this id", request));
  }

  private SandboxResponse post(String path, String query, SandboxRequest request) {
    if (path.startsWith(CALL_PATH)) {
      return call(path.substring(CALL_PATH.length()), request);
    }
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (matcher.matches()) {
        return post(route.act(), matcher, query, request);
      }
    }
    return failure(404, "There is nothing at this path", request);
  }

  private SandboxResponse post(Act act, Matcher path, String query, SandboxRequest request) {
    try {
      Map<String, ?> result = act.on(path, request);
      String summary = result.toString();
      return isBrowser(request)
          ? SandboxResponse.seeOther(
              query.equals("then=review") ? ReviewPage.path(path.group(1)) : HOME, summary)
          : SandboxResponse.plain(200, result, summary);
    } catch (NoSuchElementException e) {
      return failure(404, e.getMessage(), request);
    } catch (IllegalStateException e) {
      return failure(409, e.getMessage(), request);
    } catch (IllegalArgumentException e) {
      return failure(400, e.getMessage(), request);
    }
  }

  private Map<String, ?> act(Matcher path, SandboxRequest request) {
    MerchantAction action =
        MerchantAction.of(path.group(2))
            .orElseThrow(
                () ->
                    new NoSuchElementException(
                        "A merchant can agree, reject, change or disable, nothing else"));
    List<String> scopes = action == MerchantAction.CHANGE ? scopes(request) : List.of();
    StoredAuthorization now = state.act(action, path.group(1), scopes);
    return new TreeMap<>(Map.of("authorizationId", now.id(), "status", now.status().name()));
  }

  /**
   * The fields {@code scope} of a form, as browsers and curl send it. Another one is a mistake that
   * would go unnoticed if the scopes just stayed as they are.
   */
  private static List<String> scopes(SandboxRequest request) {
    List<FormField> fields = FormField.of(request);
    if (!fields.stream().allMatch(field -> field.name().equals("scope"))) {
      throw new IllegalArgumentException(
          "The form must have the field scope and no other, such as scope=CONVERT&scope=PAYOUT");
    }
    return fields.stream().map(FormField::value).distinct().toList();
  }

  /** Signs and sends a call; a program gets its response, a browser a page. */
  private SandboxResponse call(String operationId, SandboxRequest request) {
    Optional<Operation> operation =
        Operations.ALL.stream().filter(each -> each.operationId().equals(operationId)).findFirst();
    if (operation.isEmpty()) {
      String known =
          String.join(", ", Operations.ALL.stream().map(Operation::operationId).toList());
      return failure(404, "There is no such operation; these are: " + known, request);
    }
    try {
      ConsoleCall.Result result = call(operation.get(), FormField.of(request));
      return isBrowser(request) ? console(Optional.of(result)) : plain(result, request);
    } catch (IllegalArgumentException e) {
      return failure(400, e.getMessage(), request);
    } catch (IllegalStateException e) {
      return failure(503, e.getMessage(), request);
    }
  }

  private ConsoleCall.Result call(Operation operation, List<FormField> fields) {
    String body = form.exampleBody(operation);
    SigningMistake mistake = SigningMistake.NONE;
    for (FormField field : fields) {
      switch (field.name()) {
        // Browsers send the lines of a text area with CRLF.
        case "body" -> body = field.value().replace("\r\n", "\n");
        case "mistake" -> mistake = SigningMistake.named(field.value());
        default ->
            throw new IllegalArgumentException("The form may have the fields body and mistake");
      }
    }
    return calls.send(operation, body, mistake);
  }

  private SandboxResponse plain(ConsoleCall.Result result, SandboxRequest request) {
    if (result.logged().isEmpty() || result.failure().isPresent()) {
      return failure(502, result.failure().orElse("The response is no longer known"), request);
    }
    LoggedRequest one = result.logged().get();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("httpStatus", one.response().httpStatus());
    members.put("response", state.redaction().body(one.response().body()));
    if (!RequestList.isSuccess(one)) {
      members.put("diagnosis", requests.why(one));
    }
    return SandboxResponse.plain(200, members, "called " + result.operation().operationId());
  }

  private Map<String, ?> fault(Matcher path, SandboxRequest request) {
    DeliveryFault fault =
        DeliveryFault.of(path.group(1))
            .orElseThrow(
                () ->
                    new NoSuchElementException(
                        "There is no such fault; these are: "
                            + String.join(
                                ", ",
                                Stream.of(DeliveryFault.values())
                                    .map(DeliveryFault::pathName)
                                    .toList())));
    state.webhook().nextDelivery(fault);
    return Map.of("nextDelivery", fault.pathName());
  }

  private Map<String, ?> rotate(Matcher path, SandboxRequest request) {
    return Map.of("certSerial", state.webhookKeys().rotate().serial());
  }

  private static SandboxResponse failure(int status, String message, SandboxRequest request) {
    return isBrowser(request)
        ? SandboxResponse.page(
            status,
            HtmlPage.of(
                "That did not work",
                "<p>%s.</p>\n<p><a href=\"%s\">Back to the console</a></p>"
                    .formatted(HtmlPage.escape(message), HOME)),
            message)
        : SandboxResponse.plain(status, Map.of("error", message), message);
  }

  private static boolean isBrowser(SandboxRequest request) {
    return request.headerValues("Accept").stream().anyMatch(accept -> accept.contains("text/html"));
  }
}
