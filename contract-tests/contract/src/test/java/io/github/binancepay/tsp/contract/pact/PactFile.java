package io.github.binancepay.tsp.contract.pact;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pact file that {@link ConsumerPactTest} writes. */
final class PactFile {
  static final Path PATH = Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");

  /** An interaction as written, freshly parsed. */
  record Recorded(JsonNode json) {
    boolean isMessage() {
      return json.has("contents");
    }

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

  /** The calls. */
  static List<Recorded> interactions() {
    return all().filter(each -> !each.isMessage()).toList();
  }

  /** The notifications. */
  static List<Recorded> messages() {
    return all().filter(Recorded::isMessage).toList();
  }

  private static Stream<Recorded> all() {
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
