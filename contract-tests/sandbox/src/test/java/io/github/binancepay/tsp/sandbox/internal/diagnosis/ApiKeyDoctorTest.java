package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyDoctorTest {
  private static final String ACCEPTED = "sandbox-api-key";

  @ParameterizedTest
  @CsvSource({
    "Sandbox-API-Key, in upper and lower case only",
    "sandbox-api, in length: 11 characters instead of 15; a part is missing",
    "sandbox-api-key-2, in length: 17 characters instead of 15; there is more",
    "unlike, in length: 6 characters instead of 15",
    "sandbox-api-kez, in 1 of 15 characters; look for a typing mistake",
    "another-account, in 13 of 15 characters; is it that of another account?",
    "sandbox-secret, it is a secret key"
  })
  void saysHowAnApiKeyDiffers(String received, String finding) {
    assertThat(ApiKeyDoctor.unknown(received, Set.of(ACCEPTED), "sandbox-secret"::equals))
        .contains(finding)
        .doesNotContain(ACCEPTED)
        .doesNotContain(received);
  }

  @Test
  void comparesWithTheMostSimilarOne() {
    assertThat(ApiKeyDoctor.unknown("key-3", List.of("other", "key-2", "keys"), key -> false))
        .isEqualTo(
            "it differs from the most similar accepted one in 1 of 5 characters; look for a typing"
                + " mistake");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"key\", in quotes",
        "$BINANCE_PAY_API_KEY, a placeholder",
        "abcd****wxyz, masked",
        "Bearer abcd, a word in front",
        "ab cd, white space",
        "ab:cd, a character that is not one of"
      })
  void saysWhatIsWrongWithTheForm(String received, String finding) {
    assertThat(ApiKeyDoctor.form(received)).contains(finding).doesNotContain(received);
  }
}
