package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxResponseTest {
  @ParameterizedTest
  @CsvSource({"255, 255", "256, 256", "257, 256", "10000, 256"})
  void keepsErrorMessagesWithinTheDocumentedLength(int length, int sent) {
    SandboxResponse response = SandboxResponse.fail(400, "400001", "x".repeat(length));

    assertThat(JsonParser.parseString(response.body()).getAsJsonObject().get("errorMessage"))
        .extracting(message -> message.getAsString())
        .isEqualTo("x".repeat(sent));
  }
}
