package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static io.github.binancepay.tsp.internal.envelope.EnvelopeFuzzTarget.fuzzerTestOneInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.Damage;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EnvelopeReaderPropertyTest {
  private static final String DATA =
      CREATED.substring(CREATED.indexOf("{\"auth"), CREATED.length() - 1);

  private final EnvelopeReader<CreateAuthorizationResponse> reader =
      new EnvelopeReader<>(CreateAuthorizationResponse.class, false);

  @Property
  void anyEnvelopeIsReadOrRejected(@ForAll("envelopes") Map<String, String> members) {
    String json =
        members.entrySet().stream()
            .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
            .collect(joining(",", "{", "}"));
    fuzzerTestOneInput(json.getBytes(UTF_8));
  }

  @Property
  void anyBytesAreReadOrRejected(@ForAll byte[] bytes) {
    fuzzerTestOneInput(bytes);
  }

  @Property
  void aDamagedResponseIsReadOrRejectedWithoutItsToken(@ForAll("damages") byte[] damaged) {
    fuzzerTestOneInput(damaged);
    assertNoToken(damaged);
  }

  @Test
  void seedsAreReadOrRejectedWithoutTheirToken() throws IOException {
    assertThat(Damage.seeds("responses"))
        .isNotEmpty()
        .allSatisfy(EnvelopeFuzzTarget::fuzzerTestOneInput)
        .allSatisfy(this::assertNoToken);
  }

  private void assertNoToken(byte[] body) {
    try {
      assertThat(reader.read(200, body, () -> null).toString()).doesNotContain(TOKEN);
    } catch (BinancePayException e) {
      assertThat(getStackTrace(e)).doesNotContain(TOKEN);
    }
  }

  // Names and values that the reader looks for, in places where it does not expect them.
  @Provide
  Arbitrary<Map<String, String>> envelopes() {
    return Arbitraries.maps(
        Arbitraries.of("status code data msg errorMessage errorData x".split(" ")),
        Arbitraries.oneOf(
            Arbitraries.of(DATA, "\"" + TOKEN + "\"", "\"000000\"", "\"400002\"", "\"SUCCESS\""),
            Arbitraries.of(
                "\"FAIL\" \"\" null true 0 -1.5 1e999 [] [[null]] {} {\"a\":{}}".split(" "))));
  }

  @Provide
  Arbitrary<byte[]> damages() {
    return Damage.of(CREATED);
  }
}
