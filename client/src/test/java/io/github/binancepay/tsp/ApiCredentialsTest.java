package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.binancepay.tsp.auth.RequestSigner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCredentialsTest {
  private static final String API_KEY = "k3yk3yk3yk3yk3yk3yk3yk3y";
  private static final String SECRET_KEY = "s3crets3crets3crets3cret";

  @ParameterizedTest
  @CsvSource({
    ", s3cret, apiKey is null or blank; create both keys in the provider's merchant dashboard",
    "'\t\n', s3cret, apiKey is null or blank; create both keys in the provider's merchant dashboard",
    "k3yk3y, , secretKey is null or blank; create both keys in the provider's merchant dashboard",
    "k3yk3y, ' ', secretKey is null or blank; create both keys in the provider's merchant dashboard",
    "' k3yk3y', s3cret, apiKey has white space around it",
    "'k3yk3y\r\n', s3cret, apiKey has white space around it",
    "k3yk3y, '\u3000s3cret', secretKey has white space around it",
    "k3yk3y, 's3cret\n', secretKey has white space around it",
    "'k3yk3y\nk3y', s3cret, apiKey has a character that is not printable ASCII",
    "k3yk3y\u007fk3y, s3cret, apiKey has a character that is not printable ASCII",
    "k3yk3y, s3cret***, secretKey is masked with asterisks",
    "k3yk3y, ***s3cret, secretKey is masked with asterisks",
  })
  void messageNamesTheWrongKeyAndDoesNotShowIt(String apiKey, String secretKey, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(apiKey, secretKey))
        .withMessageStartingWith(problem)
        .withMessageNotContainingAny("k3yk3y", "s3cret");
  }

  @Test
  void rejectsAMissingSignerOrAnInvalidApiKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner(API_KEY, null))
        .withMessage("signer is null; pass a PayloadSigner that computes the HMAC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner("key\n", payload -> payload))
        .withMessageStartingWith("apiKey ");
  }

  @Test
  void keepsBothKeysUnchanged() {
    Map<String, String> environment =
        Map.of("BINANCE_PAY_API_KEY", "a key ~!", "BINANCE_PAY_SECRET_KEY", "*ключ*");
    String signature = new RequestSigner("*ключ*").sign(1, "n", new byte[0]);

    for (ApiCredentials credentials :
        List.of(ApiCredentials.of("a key ~!", "*ключ*"), ApiCredentials.from(environment))) {
      assertThat(credentials.apiKey()).isEqualTo("a key ~!");
      assertThat(credentials.signer().sign(1, "n", new byte[0])).isEqualTo(signature);
    }
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
}
