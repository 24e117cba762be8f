package io.github.binancepay.tsp.contract.pact;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pact file that {@link ConsumerPactTest} writes. */
final class PactFile {
  static final Path PATH = Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");

  /** An interaction as written, freshly parsed. */
  record Recorded(JsonObject json) {
    JsonObject request() {
      return json.getAsJsonObject("request");
    }

    JsonObject response() {
      return json.getAsJsonObject("response");
    }

    boolean hasJson() {
      return response().has("body");
    }

    JsonObject envelope() {
      return response().getAsJsonObject("body").getAsJsonObject("content");
    }

    @Override
    public String toString() {
      return json.get("description").getAsString();
    }
  }

  private PactFile() {}

  static List<Recorded> interactions() {
    try {
      return JsonParser.parseString(Files.readString(PATH))
          .getAsJsonObject()
          .getAsJsonArray("interactions")
          .asList()
          .stream()
          .map(interaction -> new Recorded(interaction.getAsJsonObject()))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("The pact file is missing; ConsumerPactTest writes it", e);
    }
  }
}
