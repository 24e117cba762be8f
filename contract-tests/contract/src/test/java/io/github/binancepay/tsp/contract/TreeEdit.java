package io.github.binancepay.tsp.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;

/** Changes the document or the pact file, so that a test can show that a check finds a defect. */
public final class TreeEdit {
  private TreeEdit() {}

  /** Sets the value at a JSON pointer. Removes it if {@code yaml} is null. */
  public static void set(JsonNode tree, String place, String yaml) throws IOException {
    JsonNode before = tree.deepCopy();
    JsonPointer end = JsonPointer.compile(place);
    JsonNode parent = tree.at(end.head());
    JsonNode value = yaml == null ? null : Yaml.mapper().readTree(yaml);
    if (parent instanceof ArrayNode list) {
      int index = end.last().getMatchingIndex();
      if (index < list.size()) {
        list.remove(index);
      }
      if (value != null) {
        list.insert(index, value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(end.last().getMatchingProperty());
    } else {
      ((ObjectNode) parent).set(end.last().getMatchingProperty(), value);
    }
    if (tree.equals(before)) {
      throw new IllegalArgumentException("Nothing changed at " + place);
    }
  }
}
