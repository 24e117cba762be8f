package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.binancepay.tsp.auth.RequestSigner;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCredentialsTest {
  private static final String API_KEY = "k3yk3yk3yk3yk3yk3yk3yk3y";
  private static final String SECRET_KEY = "s3crets3crets3crets3cret";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "\t\n")
  void rejectsAKeyThatIsMissingOrBlank(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(blank, SECRET_KEY))
        .withMessage(
            "apiKey is null or blank; create both keys in the provider's merchant dashboard");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(API_KEY, blank))
        .withMessage(
            "secretKey is null or blank; create both keys in the provider's merchant dashboard");
  }

  @ParameterizedTest
  @ValueSource(strings = {" %s", "%s\r\n", "\u3000%s"})
  void rejectsWhiteSpaceAroundAKey(String form) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(String.format(form, API_KEY), SECRET_KEY))
        .withMessageStartingWith("apiKey has white space around it")
        .withMessageNotContaining(API_KEY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(API_KEY, String.format(form, SECRET_KEY)))
        .withMessageStartingWith("secretKey has white space around it")
        .withMessageNotContaining(SECRET_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k3yk3y\nk3y", "k3yk3y\u007fk3y"})
  void rejectsAnApiKeyThatNoHeaderCanCarry(String apiKey) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(apiKey, SECRET_KEY))
        .withMessageStartingWith("apiKey has a character that is not printable ASCII")
        .withMessageNotContaining("k3yk3y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cr***", "***s3cr"})
  void rejectsASecretKeyThatTheDashboardMasked(String secretKey) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(API_KEY, secretKey))
        .withMessageStartingWith("secretKey is masked with asterisks")
        .withMessageNotContaining("s3cr");
  }

  @Test
  void keepsBothKeysUnchanged() {
    ApiCredentials credentials = ApiCredentials.of("a key ~!", "*ключ*");

    assertThat(credentials.apiKey()).isEqualTo("a key ~!");
    assertThat(signatureOf(credentials))
        .isEqualTo(new RequestSigner("*ключ*").sign(1, "n", new byte[0]));
  }

  @Test
  void readsBothEnvironmentVariables() {
    ApiCredentials credentials =
        ApiCredentials.from(
            Map.of("BINANCE_PAY_API_KEY", API_KEY, "BINANCE_PAY_SECRET_KEY", SECRET_KEY));

    assertThat(credentials.apiKey()).isEqualTo(API_KEY);
    assertThat(signatureOf(credentials))
        .isEqualTo(new RequestSigner(SECRET_KEY).sign(1, "n", new byte[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE_PAY_API_KEY,    BINANCE_PAY_SECRET_KEY",
    "BINANCE_PAY_SECRET_KEY, BINANCE_PAY_API_KEY"
  })
  void namesTheEnvironmentVariableThatIsNotSet(String set, String missing) {
    assertThatIllegalStateException()
        .isThrownBy(() -> ApiCredentials.from(Map.of(set, SECRET_KEY)))
        .withMessage(
            "The environment variable "
                + missing
                + " is not set; set it to the key of the dashboard");
  }

  @ParameterizedTest
  @CsvSource({
    "k3yk3yk3yk3y, 'ApiCredentials[apiKey=k3yk…, secretKey=…]'",
    "k3yk3yk3yk3,  'ApiCredentials[apiKey=…, secretKey=…]'"
  })
  void toStringShowsFourCharactersOfTheApiKey(String apiKey, String printed) {
    assertThat(ApiCredentials.of(apiKey, SECRET_KEY)).hasToString(printed);
  }

  private static String signatureOf(ApiCredentials credentials) {
    return credentials.signer().sign(1, "n", new byte[0]);
  }
}
