package io.github.binancepay.tsp.contract.pact;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The pact file that {@link ConsumerPactTest} writes. */
final class PactFile {
  static final Path PATH = Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");

  /** An interaction as written, freshly parsed. */
  record Recorded(JsonNode json) {
    JsonNode request() {
      return json.get("request");
    }

    JsonNode response() {
      return json.get("response");
    }

    boolean hasJson() {
      return response().has("body");
    }

    /** The body of the response; missing if it is not JSON. */
    JsonNode envelope() {
      return response().at("/body/content");
    }

    boolean isSuccess() {
      return envelope().has("data");
    }

    /** The list of statuses that match; missing if only that of the example does. */
    JsonNode statusRule() {
      return response().at("/matchingRules/status/matchers/0/status");
    }

    /** Every status that matches. */
    List<Integer> statuses() {
      JsonNode rule = statusRule();
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

  static List<Recorded> interactions() {
    try {
      return Json.mapper()
          .readTree(PATH.toFile())
          .get("interactions")
          .valueStream()
          .map(Recorded::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
