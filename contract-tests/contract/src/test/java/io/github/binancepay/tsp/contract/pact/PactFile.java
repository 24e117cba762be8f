package io.github.binancepay.tsp.contract.pact;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pact file that the consumer tests write. */
public final class PactFile {
  static final Path PATH = Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");

  /** An interaction of the file. */
  public record Recorded(JsonNode json) {
    boolean isMessage() {
      return json.has("contents");
    }

    JsonNode request() {
      return json.get("request");
    }

    JsonNode response() {
      return json.get("response");
    }

    public String path() {
      return request().get("path").asText();
    }

    boolean hasJson() {
      return response().has("body");
    }

    /** Returns the JSON body of the response, or a missing node. */
    JsonNode envelope() {
      return response().at("/body/content");
    }

    public boolean isSuccess() {
      return envelope().has("data");
    }

    public boolean hasWrongSignature() {
      return states().contains(ConsumerPact.SECRET_KEY_CHANGED);
    }

    List<String> states() {
      return json.path("providerStates").findValuesAsText("name");
    }

    /** Returns the HTTP statuses that match. */
    List<Integer> statuses() {
      JsonNode rule = response().at("/matchingRules/status/matchers/0/status");
      return rule.isMissingNode()
          ? List.of(response().get("status").asInt())
          : rule.valueStream().map(JsonNode::asInt).toList();
    }

    @Override
    public String toString() {
      return json.get("description").asText();
    }
  }

  private PactFile() {}

  /** Returns the HTTP interactions. */
  public static List<Recorded> interactions() {
    return all().filter(each -> !each.isMessage()).toList();
  }

  /** Returns the notifications. */
  static List<Recorded> messages() {
    return all().filter(Recorded::isMessage).toList();
  }

  static Stream<Recorded> all() {
    try {
      return Json.mapper()
          .readTree(PATH.toFile())
          .get("interactions")
          .valueStream()
          .map(Recorded::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
