package io.github.binancepay.tsp.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The OpenAPI document as the tree that the file is, so that no keyword is lost in a model. */
record Document(JsonNode tree) {
  /** An operation, wherever in the document it is. */
  record Operation(String method, String path, JsonNode node) {
    String id() {
      return node.path("operationId").asText();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  static Document read() {
    try (InputStream in = Document.class.getResourceAsStream("/binance-pay.yaml")) {
      return new Document(Yaml.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : tree.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (method.getValue().has("responses")) {
          operations.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
        }
      }
    }
    return operations;
  }

  Operation operation(String id) {
    return operations().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /** What a reference refers to; the node itself, if it is none. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(tree.at(node.get("$ref").asText().substring(1))) : node;
  }

  JsonNode component(String kind, String name) {
    return tree.path("components").path(kind).path(name);
  }
}
