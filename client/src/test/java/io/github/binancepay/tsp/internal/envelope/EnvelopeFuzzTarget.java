package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;

/** Invariants of every response body. Jazzer calls this class by its name. */
public final class EnvelopeFuzzTarget {
  private static final EnvelopeReader<CreateAuthorizationResponse> READER =
      new EnvelopeReader<>(CreateAuthorizationResponse.class, false);

  private EnvelopeFuzzTarget() {}

  /** Fails unless the body leads to an authorization or to one of two exceptions. */
  public static void fuzzerTestOneInput(byte[] body) {
    try {
      assertWhole(READER.read(200, body, () -> null).getData());
    } catch (ApiException e) {
      assertThat(e.code()).isNotNull();
      assertOneShortLine(e);
    } catch (MalformedResponseException e) {
      assertOneShortLine(e);
      if (looksLikeJson(body)) {
        assertThat(getStackTrace(e)).doesNotContain(TOKEN);
      }
    }
  }

  private static void assertWhole(Authorization authorization) {
    assertThat(authorization).hasNoNullFieldsOrProperties();
    assertThat(authorization.getScopes()).doesNotContainNull();
    assertThat(authorization.getIpWhitelist()).doesNotContainNull();
    if (authorization.getAuthorizationToken().equals(TOKEN)) {
      assertThat(authorization.toString()).contains("authorizationToken: *\n");
    }
  }

  private static void assertOneShortLine(BinancePayException failure) {
    assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
  }

  private static boolean looksLikeJson(byte[] body) {
    String text = new String(body, UTF_8).strip();
    return text.startsWith("{") || text.startsWith("[") || text.contains("authorizationToken");
  }
}
