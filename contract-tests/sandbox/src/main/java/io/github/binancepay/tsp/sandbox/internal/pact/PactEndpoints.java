package io.github.binancepay.tsp.sandbox.internal.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.binancepay.tsp.sandbox.internal.exchange.HttpReply;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private record StateChange(String action, String state) {}

  private record State(String name) {}

  private record Message(String description, List<State> providerStates) {}

  /** Sets the state of {@code {"action":"setup","state":"…","params":{}}}. */
  public HttpReply setState(SandboxRequest request) {
    String expected = "{\"action\":\"setup\",\"state\":\"…\"}";
    StateChange change = body(request, StateChange.class, expected);
    String action = change.action() == null ? "setup" : change.action();
    if (!Set.of("setup", "teardown").contains(action)) {
      throw new IllegalArgumentException("action must be setup or teardown");
    }
    ProviderStates.set(provider, present(change.state(), "state"));
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
    String expected = "{\"description\":\"…\",\"providerStates\":[{\"name\":\"…\"}]}";
    Message message = body(request, Message.class, expected);
    MerchantAction action = action(present(message.description(), "description"));
    List<State> states = Objects.requireNonNullElse(message.providerStates(), List.of());
    if (states.size() > 1) {
      throw new IllegalArgumentException("providerStates must be a list of at most one state");
    }
    for (State state : states) {
      ProviderStates.set(provider, present(state.name(), "name of a provider state"));
    }
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

  private static <T> T body(SandboxRequest request, Class<T> type, String expected) {
    try {
      String json = request.tooLarge() ? "" : new String(request.body(), UTF_8);
      T body = new Gson().fromJson(json, type);
      if (body != null) {
        return body;
      }
    } catch (JsonParseException e) {
      // The message below states the expected body.
    }
    throw new IllegalArgumentException("The body must be JSON: " + expected);
  }

  private static String present(String value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " must be a string");
    }
    return value;
  }
}
