package io.github.binancepay.tsp.sandbox.internal.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.sandbox.internal.exchange.HttpReply;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.StrictJson;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** State-change callback and message endpoint for verifiers of the pact. */
public final class PactEndpoints {
  private final Provider provider;
  private final Webhook webhook;

  public PactEndpoints(Provider provider, Webhook webhook) {
    this.provider = provider;
    this.webhook = webhook;
  }

  /** Sets the state of {@code {"action":"setup","state":"…","params":{}}}. */
  public HttpReply setState(SandboxRequest request) {
    Map<String, JsonElement> change = body(request, "{\"action\":\"setup\",\"state\":\"…\"}");
    String state = string(change.get("state"), "state");
    String action = change.containsKey("action") ? string(change.get("action"), "action") : "setup";
    if (!Set.of("setup", "teardown").contains(action)) {
      throw new IllegalArgumentException("action must be setup or teardown");
    }
    ProviderStates.set(provider, state);
    if (action.equals("teardown")) {
      provider.reset();
    }
    return HttpReply.json(200, Map.of(), action + " of a provider state");
  }

  /**
   * Returns the notification of {@code {"description":"…","providerStates":[{"name":"…"}]}}. It is
   * signed as a delivery is, and its headers are the metadata of the message.
   */
  public HttpReply message(SandboxRequest request) {
    Map<String, JsonElement> message =
        body(request, "{\"description\":\"…\",\"providerStates\":[{\"name\":\"…\"}]}");
    MerchantAction action = action(string(message.get("description"), "description"));
    states(message.get("providerStates")).forEach(state -> ProviderStates.set(provider, state));
    StoredAuthorization authorization =
        provider.authorizations().newest(1).stream()
            .filter(newest -> newest.status() == action.from())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The newest authorization must be "
                            + action.from()
                            + "; set the provider state of the interaction first"));
    Delivery delivery = Delivery.of(action, provider.act(action, authorization.id(), List.of()));
    Map<String, String> metadata = new LinkedHashMap<>();
    for (SandboxRequest.Header header : webhook.headers(delivery.body())) {
      String name = header.name().equals("Content-Type") ? "contentType" : header.name();
      metadata.put(name, header.value());
    }
    byte[] json = new Gson().toJson(metadata).getBytes(UTF_8);
    return new HttpReply(
        200,
        "application/json",
        new String(delivery.body(), UTF_8),
        Map.of("Pact-Message-Metadata", Base64.getEncoder().encodeToString(json)),
        "notification " + action.event().getValue());
  }

  private static MerchantAction action(String description) {
    return Stream.of(MerchantAction.values())
        .filter(action -> description.contains(action.event().getValue()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "description must contain one of "
                        + Stream.of(MerchantAction.values())
                            .map(action -> action.event().getValue())
                            .toList()));
  }

  private static List<String> states(JsonElement states) {
    if (states == null) {
      return List.of();
    }
    if (!(states instanceof JsonArray list) || list.size() > 1) {
      throw new IllegalArgumentException("providerStates must be a list of at most one state");
    }
    return list.asList().stream()
        .map(state -> state instanceof JsonObject object ? object.get("name") : null)
        .map(name -> string(name, "name of a provider state"))
        .toList();
  }

  private static Map<String, JsonElement> body(SandboxRequest request, String expected) {
    return (request.tooLarge()
            ? Optional.<Map<String, JsonElement>>empty()
            : StrictJson.object(request.body()))
        .orElseThrow(() -> new IllegalArgumentException("The body must be JSON: " + expected));
  }

  private static String string(JsonElement value, String name) {
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw new IllegalArgumentException(name + " must be a string");
  }
}
