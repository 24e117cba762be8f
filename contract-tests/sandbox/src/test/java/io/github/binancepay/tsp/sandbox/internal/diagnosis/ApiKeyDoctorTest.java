package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyDoctorTest {
  private static final String ACCEPTED = "sandbox-api-key";

  @ParameterizedTest
  @CsvSource({
    "sandbox-api, it has 11 characters; an accepted one has 15. Copy all of it",
    "sandbox-api-kez, it has 15 characters; an accepted one has 15. Check that it is",
    "sandbox-secret, it is a secret key"
  })
  void saysTheLengthOfAnUnknownApiKey(String received, String finding) {
    assertThat(ApiKeyDoctor.unknown(received, Set.of(ACCEPTED), "sandbox-secret"::equals))
        .contains(finding)
        .doesNotContain(ACCEPTED)
        .doesNotContain(received);
  }

  @Test
  void doesNotDependOnTheCharactersOfAnAcceptedApiKey() {
    String similar = ApiKeyDoctor.unknown("sandbox-api-kez", Set.of(ACCEPTED), key -> false);
    String otherCase = ApiKeyDoctor.unknown("SANDBOX-API-KEY", Set.of(ACCEPTED), key -> false);
    String other = ApiKeyDoctor.unknown("***************", Set.of(ACCEPTED), key -> false);

    assertThat(similar).isEqualTo(otherCase).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"key\", in quotes",
        "$BINANCE_PAY_API_KEY, a placeholder",
        "abcd****wxyz, masked",
        "Bearer abcd, a word in front",
        "ab cd, a space that is not one of",
        "ab:cd, a character that is not one of"
      })
  void describesAMalformedApiKey(String received, String finding) {
    assertThat(ApiKeyDoctor.form(received)).contains(finding).doesNotContain(received);
  }
}
