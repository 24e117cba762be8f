package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Damage.assertOneShortLine;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.Damage;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Invariants of every response body. Jazzer calls this class by its name. */
public final class EnvelopeFuzzTest {
  private static final EnvelopeReader<CreateAuthorizationResponse> READER =
      new EnvelopeReader<>(CreateAuthorizationResponse.class, false);
  private static final String DATA =
      CREATED.substring(CREATED.indexOf("{\"auth"), CREATED.length() - 1);

  /** Fails unless the body leads to an authorization or to one of two exceptions. */
  public static void fuzzerTestOneInput(byte[] body) {
    try {
      assertComplete(READER.read(200, body, () -> null).getData());
    } catch (ApiException e) {
      assertThat(e.code()).isNotNull();
      assertOneShortLine(e);
    } catch (MalformedResponseException e) {
      assertOneShortLine(e);
      String text = new String(body, UTF_8).strip();
      if (text.startsWith("{") || text.startsWith("[") || text.contains("authorizationToken")) {
        assertThat(getStackTrace(e)).doesNotContain(TOKEN);
      }
    }
  }

  private static void assertComplete(Authorization authorization) {
    assertThat(authorization).hasNoNullFieldsOrProperties();
    assertThat(authorization.getScopes()).doesNotContainNull();
    assertThat(authorization.getIpWhitelist()).doesNotContainNull();
    if (authorization.getAuthorizationToken().equals(TOKEN)) {
      assertThat(authorization.toString()).contains("authorizationToken: *\n");
    }
  }

  @Property
  void readsOrRejectsAnyEnvelope(@ForAll("envelopes") Map<String, String> members) {
    String json =
        members.entrySet().stream()
            .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
            .collect(joining(",", "{", "}"));
    fuzzerTestOneInput(json.getBytes(UTF_8));
  }

  @Property
  void readsOrRejectsADamagedResponseWithoutItsToken(@ForAll("damages") byte[] damaged) {
    fuzzerTestOneInput(damaged);
    assertNoToken(damaged);
  }

  @Test
  void readsOrRejectsSeedsWithoutTheirToken() throws IOException {
    assertThat(Damage.seeds("responses"))
        .isNotEmpty()
        .allSatisfy(EnvelopeFuzzTest::fuzzerTestOneInput)
        .allSatisfy(EnvelopeFuzzTest::assertNoToken);
  }

  private static void assertNoToken(byte[] body) {
    try {
      assertThat(READER.read(200, body, () -> null).toString()).doesNotContain(TOKEN);
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
