package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Pattern OPERATION =
      Pattern.compile(
          "^  (/\\S+):$.*?^      operationId: (\\S+)$", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void areThoseOfTheDocument() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    try (InputStream in = getClass().getResourceAsStream("/binance-pay.yaml")) {
      OPERATION
          .matcher(new String(in.readAllBytes(), UTF_8))
          .results()
          .forEach(operation -> documented.put(operation.group(2), operation.group(1)));
    }
    Map<String, String> answered = new TreeMap<>();
    Operations.ALL.forEach(operation -> answered.put(operation.operationId(), operation.path()));

    assertThat(answered)
        .as("rows of Operations.ALL, and the operations of the document")
        .isEqualTo(documented);
  }

  @Test
  void withoutARowArePointedOutInTheLog() throws IOException {
    List<String> log = new CopyOnWriteArrayList<>();
    String path = "/binancepay/openapi/later";
    try (Sandbox sandbox =
        Sandbox.builder().log(log::add).documentedPaths(java.util.Set.of(path)).start()) {
      new SignedRequest().path(path).sendTo(sandbox).assertBlocked();

      assertThat(log)
          .singleElement()
          .asString()
          .startsWith(
              "POST on " + path + ", documented but not an operation of this sandbox, 403 ");
    }
  }
}
