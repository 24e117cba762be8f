package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The merchant's side: pages for a browser, and the same for programs. A browser is told by its
 * {@code Accept}, and is brought to a page after what it did; a program gets JSON.
 */
final class Console {
  static final String PATH = "/sandbox";
  static final String ROTATE_PATH = PATH + "/webhook-key/rotate";
  private static final String SCOPE = "scope=";

  /** One thing that can be done by a POST. */
  @FunctionalInterface
  private interface Act {
    /** Does it to what the path names, and returns what is now so. */
    Map<String, ?> on(Matcher path, SandboxRequest request);
  }

  private record Route(Pattern path, Act act) {}

  private final SandboxState state;
  private final OriginCheck origins;
  private final List<Route> routes =
      List.of(
          new Route(Pattern.compile(PATH + "/authorizations/([0-9A-Za-z]+)/([a-z]+)"), this::act),
          new Route(Pattern.compile(PATH + "/faults/([a-z-]+)"), this::fault),
          new Route(Pattern.compile(Pattern.quote(ROTATE_PATH)), this::rotate));

  Console(SandboxState state, OriginCheck origins) {
    this.state = state;
    this.origins = origins;
  }

  static String path(String authorizationId, MerchantAction action) {
    return PATH + "/authorizations/" + authorizationId + "/" + action.pathName();
  }

  static String path(DeliveryFault fault) {
    return PATH + "/faults/" + fault.pathName();
  }

  static boolean serves(String path) {
    return path.equals(ReviewPage.PATH) || path.equals(PATH) || path.startsWith(PATH + "/");
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
    boolean page = path.equals(PATH) || path.equals(ReviewPage.PATH);
    String expected = page ? "GET" : "POST";
    if (!request.method.equals(expected)) {
      return failure(405, "Use " + expected, request);
    }
    return page ? page(path, query, request) : post(path, query, request);
  }

  private SandboxResponse page(String path, String query, SandboxRequest request) {
    if (path.equals(PATH)) {
      return SandboxResponse.page(200, ConsolePage.html(state), "the console");
    }
    return state
        .authorizations()
        .find(ReviewPage.authorizationId(query))
        .map(found -> SandboxResponse.page(200, ReviewPage.html(found), "the review page"))
        .orElseGet(() -> failure(404, "There is no authorization with this id", request));
  }

  private SandboxResponse post(String path, String query, SandboxRequest request) {
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
              query.equals("then=review") ? ReviewPage.path(path.group(1)) : PATH, summary)
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
    if (request.tooLarge()) {
      throw new IllegalArgumentException("The form is too large");
    }
    String form = new String(request.body(), UTF_8);
    if (form.isEmpty()) {
      return List.of();
    }
    return Stream.of(form.split("&")).map(Console::scope).distinct().toList();
  }

  private static String scope(String field) {
    try {
      if (field.startsWith(SCOPE)) {
        return URLDecoder.decode(field.substring(SCOPE.length()), UTF_8);
      }
    } catch (IllegalArgumentException e) {
      // Said below, in words of our own.
    }
    throw new IllegalArgumentException(
        "The form must have the field scope and no other, such as scope=CONVERT&scope=PAYOUT");
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
                "<p>%s.</p>\n<p><a href=\"%s\">All authorizations</a></p>"
                    .formatted(HtmlPage.escape(message), PATH)),
            message)
        : SandboxResponse.plain(status, Map.of("error", message), message);
  }

  private static boolean isBrowser(SandboxRequest request) {
    return request.headerValues("Accept").stream().anyMatch(accept -> accept.contains("text/html"));
  }
}
