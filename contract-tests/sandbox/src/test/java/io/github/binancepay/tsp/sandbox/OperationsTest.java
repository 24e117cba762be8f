package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Pattern OPERATION =
      Pattern.compile(
          "^  (/\\S+):$.*?^      operationId: (\\S+)$", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void areThoseOfTheDocument() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    OPERATION
        .matcher(document())
        .results()
        .forEach(operation -> documented.put(operation.group(2), operation.group(1)));
    Map<String, String> answered = new TreeMap<>();
    Operations.ALL.forEach(operation -> answered.put(operation.operationId(), operation.path()));

    assertThat(answered)
        .as("rows of Operations.ALL, and the operations of the document")
        .isEqualTo(documented);
  }

  @Test
  void areServedByDefaultOnThePortOfTheDocument() throws IOException {
    assertThat(document()).contains("default: '" + SandboxCommand.DEFAULT_PORT + "'");
  }

  private static String document() throws IOException {
    try (InputStream in = OperationsTest.class.getResourceAsStream("/binance-pay.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
