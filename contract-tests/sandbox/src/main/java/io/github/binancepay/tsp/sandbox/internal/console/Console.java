package io.github.binancepay.tsp.sandbox.internal.console;

import io.github.binancepay.tsp.sandbox.internal.exchange.FormField;
import io.github.binancepay.tsp.sandbox.internal.exchange.HttpReply;
import io.github.binancepay.tsp.sandbox.internal.exchange.LoggedRequest;
import io.github.binancepay.tsp.sandbox.internal.exchange.OriginCheck;
import io.github.binancepay.tsp.sandbox.internal.exchange.Redaction;
import io.github.binancepay.tsp.sandbox.internal.exchange.RequestLog;
import io.github.binancepay.tsp.sandbox.internal.pact.PactEndpoints;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Routes of the console. A browser, known by its {@code Accept}, is redirected after a form. */
public final class Console {
  /** Path of the console's page. */
  public static final String HOME = "/";

  private static final String PATH = "/sandbox";
  private static final String DOCUMENT = "/io/github/binancepay/tsp/openapi/";
  private static final Pattern AFTER = Pattern.compile("(?:.*&)?after=(\\d{1,18})(?:&.*)?");

  /** Responds to a request whose path matches the pattern of its route. */
  @FunctionalInterface
  private interface Action {
    HttpReply respond(Matcher path, SandboxRequest request);
  }

  private record Acted(String authorizationId, StoredAuthorization.Status status) {}

  private record Route(String method, Pattern path, Action action) {}

  private final Provider provider;
  private final Webhook webhook;
  private final RequestLog log;
  private final OriginCheck origins;
  private final ConsoleViews views;
  private final ConsoleCall calls;
  private final ReviewPage reviewPage;
  private final HtmlTemplate messagePage = new HtmlTemplate("message.html");
  private final List<Route> routes;

  public Console(
      Provider provider,
      Webhook webhook,
      RequestLog log,
      Redaction redaction,
      OriginCheck origins) {
    this.provider = provider;
    this.webhook = webhook;
    this.log = log;
    this.origins = origins;
    this.views = new ConsoleViews(provider, webhook, redaction);
    this.calls = new ConsoleCall(provider, log);
    this.reviewPage = new ReviewPage(provider, webhook, redaction);
    PactEndpoints pact = new PactEndpoints(provider, webhook);
    this.routes =
        List.of(
            file(HOME, "text/html", "console.html"),
            file(PATH + "/console.css", "text/css", "console.css"),
            file(PATH + "/console.js", "text/javascript", "console.js"),
            file(PATH + "/samples.json", "application/json", DOCUMENT + "samples.json"),
            // The build makes this page of the OpenAPI document. It has inline scripts.
            get(
                "/reference",
                (path, request) ->
                    new HttpReply(
                        200,
                        "text/html;charset=utf-8",
                        HtmlTemplate.resource(DOCUMENT + "index.html"),
                        Map.of(),
                        "the reference page")),
            get("/favicon.ico", (path, request) -> HttpReply.of(404, "text/plain", "", "no icon")),
            get(PATH, (path, request) -> HttpReply.seeOther(HOME, "the console is at /")),
            get(PATH + "/requests", this::requests),
            get(PATH + "/authorizations", (path, request) -> json(views.authorizations())),
            get(PATH + "/deliveries", (path, request) -> json(views.deliveries())),
            get(PATH + "/settings", (path, request) -> json(views.settings())),
            get(
                CreateAuthorization.REVIEW_PATH,
                (path, request) ->
                    HttpReply.of(
                        200, "text/html", reviewPage.html(request.query()), "the review page")),
            post(PATH + "/authorizations/([0-9A-Za-z]+)/([a-z]+)", this::act),
            post(
                PATH + "/deliveries/([0-9]{1,18})/resend",
                (path, request) ->
                    done(
                        request, "number", webhook.resend(Long.parseLong(path.group(1))).number())),
            post(PATH + "/faults/([a-z-]+)", this::fault),
            post(
                PATH + "/webhook-key/rotate",
                (path, request) ->
                    done(request, "certSerial", provider.webhookKeys().rotate().serial())),
            post(PATH + "/reset", this::reset),
            post(PATH + "/provider-states", (path, request) -> pact.setState(request)),
            post(PATH + "/pact-messages", (path, request) -> pact.message(request)),
            post(PATH + "/call/(\\w+)", this::call));
  }

  private static Route get(String path, Action action) {
    return new Route("GET", Pattern.compile(path), action);
  }

  private static Route post(String path, Action action) {
    return new Route("POST", Pattern.compile(path), action);
  }

  private static Route file(String path, String mediaType, String name) {
    return get(
        path,
        (matcher, request) ->
            HttpReply.of(200, mediaType, HtmlTemplate.resource(name), "the file " + path));
  }

  /** {@return whether a request is for the console} */
  public boolean serves(String method, String path) {
    boolean known = routes.stream().anyMatch(route -> route.path().matcher(path).matches());
    return path.startsWith(PATH + "/") || (known && !(path.equals(HOME) && !method.equals("GET")));
  }

  /** Responds to a request that this address and port of the machine received. */
  public HttpReply respond(SandboxRequest request, String localAddress, int port) {
    return origins
        .rejects(request, localAddress, port)
        .map(
            reason ->
                failure(
                    403,
                    "Refused: " + reason + ". The sandbox is at " + provider.settings().baseUrl(),
                    request))
        .orElseGet(() -> route(request));
  }

  private HttpReply route(SandboxRequest request) {
    String expected = "";
    for (Route route : routes) {
      Matcher path = route.path().matcher(request.path());
      if (path.matches()) {
        if (route.method().equals(request.method())) {
          return execute(route, path, request);
        }
        expected = route.method();
      }
    }
    return expected.isEmpty()
        ? failure(404, "There is nothing at this path", request)
        : failure(405, "Use " + expected, request);
  }

  private HttpReply execute(Route route, Matcher path, SandboxRequest request) {
    try {
      return route.action().respond(path, request);
    } catch (NoSuchElementException e) {
      return failure(404, e.getMessage(), request);
    } catch (IllegalStateException e) {
      return failure(409, e.getMessage(), request);
    } catch (IllegalArgumentException e) {
      return failure(400, e.getMessage(), request);
    }
  }

  private static HttpReply json(Object members) {
    return HttpReply.json(200, members, "JSON");
  }

  private HttpReply requests(Matcher path, SandboxRequest request) {
    Matcher after = AFTER.matcher(request.query());
    return json(log.after(after.matches() ? Long.parseLong(after.group(1)) : 0));
  }

  private HttpReply act(Matcher path, SandboxRequest request) {
    MerchantAction action =
        named("action", path.group(2), List.of(MerchantAction.values()), MerchantAction::pathName);
    List<String> scopes = action == MerchantAction.CHANGE ? scopes(request) : List.of();
    StoredAuthorization now = provider.act(action, path.group(1), scopes);
    Acted result = new Acted(now.id(), now.status());
    return isBrowser(request)
        ? HttpReply.seeOther(CreateAuthorization.reviewPath(now.id()), now.toString())
        : HttpReply.json(200, result, now.toString());
  }

  /**
   * Reads the fields {@code scope} of a form. Another field is rejected, because a misspelled name
   * would keep the scopes.
   */
  private static List<String> scopes(SandboxRequest request) {
    List<FormField> fields = FormField.of(request);
    if (!fields.stream().allMatch(field -> field.name().equals("scope"))) {
      throw new IllegalArgumentException(
          "The form must have the field scope and no other, such as scope=CONVERT&scope=PAYOUT");
    }
    return fields.stream().map(FormField::value).distinct().toList();
  }

  private HttpReply fault(Matcher path, SandboxRequest request) {
    DeliveryFault fault =
        named("fault", path.group(1), List.of(DeliveryFault.values()), DeliveryFault::pathName);
    webhook.nextDelivery(fault);
    return done(request, "nextDelivery", fault.pathName());
  }

  private HttpReply reset(Matcher path, SandboxRequest request) {
    reset();
    return done(request, "reset", true);
  }

  /** Forgets authorizations, nonces, requests, deliveries and the provider state. */
  public void reset() {
    provider.reset();
    webhook.reset();
    log.clear();
  }

  private static HttpReply done(SandboxRequest request, String name, Object value) {
    String summary = name + " " + value;
    return isBrowser(request)
        ? HttpReply.seeOther(HOME, summary)
        : HttpReply.json(200, Map.of(name, value), summary);
  }

  /** Signs a request, and responds with what was logged. Internal to the page. */
  private HttpReply call(Matcher path, SandboxRequest request) {
    Operation operation = named("operation", path.group(1), Operations.ALL, Operation::operationId);
    String body = "{}";
    ConsoleCall.Mistake mistake = ConsoleCall.Mistake.NONE;
    for (FormField field : FormField.of(request)) {
      switch (field.name()) {
        // Browsers send the lines of a text area with CRLF.
        case "body" -> body = field.value().replace("\r\n", "\n");
        case "mistake" ->
            mistake =
                named(
                    "mistake",
                    field.value(),
                    List.of(ConsoleCall.Mistake.values()),
                    ConsoleCall.Mistake::formName);
        default ->
            throw new IllegalArgumentException("The form may have the fields body and mistake");
      }
    }
    LoggedRequest logged = calls.send(operation, body, mistake);
    return HttpReply.json(200, logged, "called " + operation.operationId());
  }

  private static <T> T named(String kind, String name, List<T> all, Function<T, String> nameOf) {
    return all.stream()
        .filter(one -> nameOf.apply(one).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "There is no such %s; these are: %s"
                        .formatted(kind, String.join(", ", all.stream().map(nameOf).toList()))));
  }

  private HttpReply failure(int status, String message, SandboxRequest request) {
    return isBrowser(request)
        ? HttpReply.of(status, "text/html", messagePage.render(Map.of("message", message)), message)
        : HttpReply.json(status, Map.of("error", message), message);
  }

  private static boolean isBrowser(SandboxRequest request) {
    return request.headerValues("Accept").stream().anyMatch(accept -> accept.contains("text/html"));
  }
}
