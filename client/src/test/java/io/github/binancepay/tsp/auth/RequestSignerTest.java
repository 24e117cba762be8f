package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignerTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void returnsTheSignatureOfTheVector(String name, Map<String, String> vector) {
    byte[] body = vector.get("body").getBytes(UTF_8);
    RequestSigner signer = new RequestSigner(vector.get("secretKey"));

    assertThat(body).isEqualTo(Base64.getDecoder().decode(vector.get("bodyBase64")));
    assertThat(signer.sign(Long.parseLong(vector.get("timestamp")), vector.get("nonce"), body))
        .isEqualTo(vector.get("signature"));
  }

  @Test
  void manyThreadsCanShareOneSigner() {
    RequestSigner signer = new RequestSigner("sandbox-secret-key");
    byte[] body = "{}".repeat(1000).getBytes(UTF_8);

    assertThat(
            IntStream.range(0, 4000)
                .parallel()
                .mapToObj(i -> signer.sign(1761955200000L, "nonce", body))
                .distinct())
        .containsExactly(signer.sign(1761955200000L, "nonce", body));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -10, Long.MAX_VALUE})
  void payloadSignerReceivesTheSameBytes(long timestamp) {
    List<String> payloads = new ArrayList<>();
    RequestSigner elsewhere =
        new RequestSigner(
            payload -> {
              payloads.add(new String(payload, UTF_8));
              return new HmacSigner("key").sign(payload);
            });

    assertThat(elsewhere.sign(timestamp, "nonce", "{}".getBytes(UTF_8)))
        .isEqualTo(new RequestSigner("key").sign(timestamp, "nonce", "{}".getBytes(UTF_8)));
    assertThat(payloads).containsExactly(timestamp + "\nnonce\n{}\n");
  }

  @Test
  void rejectsAnEmptySecretKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestSigner(""))
        .withMessage("secretKey is empty; pass the key of the dashboard");
  }

  static Stream<Arguments> vectors() throws IOException {
    try (Reader file =
        new InputStreamReader(
            RequestSignerTest.class.getResourceAsStream(
                "/io/github/binancepay/tsp/openapi/signing-vectors.json"),
            UTF_8)) {
      return new Gson()
          .fromJson(file, VectorFile.class).vectors.stream()
              .map(vector -> arguments(vector.get("name"), vector));
    }
  }

  private static final class VectorFile {
    List<Map<String, String>> vectors;
  }

  // A letter is missing from a position by chance once in 10^136 runs.
  @Test
  void nonceSourceReturnsDistinctNoncesOfThirtyTwoLettersThatAllOccurAtEachPosition() {
    NonceSource nonces = NonceSource.from(new SecureRandom());
    Set<String> distinct = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      String nonce = nonces.next();
      distinct.add(nonce);
      assertThat(nonce).hasSize(32);
      for (int j = 0; j < nonce.length(); j++) {
        seen.add(j + ":" + nonce.charAt(j));
      }
    }

    assertThat(distinct).hasSize(20_000);
    assertThat(seen).hasSize(32 * 52).allMatch(each -> each.matches("[0-9]+:[A-Za-z]"));
  }
}
