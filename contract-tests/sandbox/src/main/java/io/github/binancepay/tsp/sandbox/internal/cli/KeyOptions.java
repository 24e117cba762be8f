package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.File;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Keys of a command. The secret key is never an argument, which others can see. */
final class KeyOptions {
  private static final String API_KEY = "BINANCE_PAY_API_KEY";
  private static final String SECRET_KEY = "BINANCE_PAY_SECRET_KEY";

  /** The variables of the environment, for messages. */
  static final String VARIABLES = API_KEY + " and " + SECRET_KEY;

  private static final String FLAG = "--secret-key-file";
  private static final int MAX_BYTES = 4 * 1024;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "API key (default: environment variable "
              + API_KEY
              + "; without any key, the two default keys of the sandbox)")
  private String apiKey;

  @Option(
      names = FLAG,
      paramLabel = "FILE",
      description =
          "file with the secret key, whose last line end is dropped (default: environment variable "
              + SECRET_KEY
              + ")")
  private String file;

  /** The API key; empty if none is given. */
  Optional<String> apiKey(Terminal terminal) {
    return Optional.ofNullable(apiKey).or(() -> terminal.variable(API_KEY));
  }

  /** The secret key; empty if none is given. */
  Optional<String> secretKey(Terminal terminal) {
    if (file == null) {
      return terminal.variable(SECRET_KEY);
    }
    // Its name may be the key itself.
    if (!file.equals(Terminal.STANDARD_INPUT) && !new File(file).exists()) {
      throw new InputException(
          FLAG + " names no file that exists; expected a file with the secret key, not the key");
    }
    String key = new String(terminal.read(FLAG, file, "the secret key", MAX_BYTES), UTF_8);
    if (key.isBlank() || key.matches("(?s).*[\uFEFF\uFFFD].*")) {
      throw new InputException(
          FLAG + " must have the secret key alone, in UTF-8 without a byte order mark");
    }
    return Optional.of(key.replaceFirst("\r?\n\\z", ""));
  }

  /** The keys given; those of the sandbox if there are none. */
  SigningKeys keys(Terminal terminal) {
    Optional<String> secret = secretKey(terminal);
    Optional<String> api = apiKey(terminal);
    if (secret.isEmpty() && api.filter(key -> !key.equals(Sandbox.DEFAULT_API_KEY)).isEmpty()) {
      return SigningKeys.OF_SANDBOX;
    }
    String key = api.orElseThrow(() -> missing("API", "give --api-key KEY, or set " + API_KEY));
    if (!TransportChecks.isApiKey(key)) {
      throw new InputException("--api-key or " + API_KEY + " must be 1 to 128 of 0-9A-Za-z_-");
    }
    return new SigningKeys(key, secret.orElseThrow(KeyOptions::missingSecretKey), true);
  }

  static InputException missingSecretKey() {
    return missing("secret", "set " + SECRET_KEY + ", or give " + FLAG + " FILE");
  }

  private static InputException missing(String kind, String remedy) {
    return new InputException("The " + kind + " key is missing; " + remedy);
  }
}
