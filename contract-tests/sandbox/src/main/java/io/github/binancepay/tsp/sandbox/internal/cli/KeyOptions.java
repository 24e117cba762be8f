package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keys that a command signs with. */
final class KeyOptions {
  static final String VARIABLE = "BINANCE_PAY_API_KEY";

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "the API key (default: the environment's "
              + VARIABLE
              + "; without any key, the sandbox's own two are used)")
  private String apiKey;

  @Mixin private SecretKeyOption secretKey;

  /** The keys given; those of the sandbox if there are none. */
  SigningKeys keys(Terminal terminal, PrintWriter err) {
    Optional<String> secret = secretKey.secretKey(terminal, err);
    Optional<String> api = Optional.ofNullable(apiKey).or(() -> terminal.variable(VARIABLE));
    if (secret.isEmpty() && api.filter(key -> !key.equals(Sandbox.DEFAULT_API_KEY)).isEmpty()) {
      return SigningKeys.OF_SANDBOX;
    }
    if (secret.isEmpty()) {
      throw new InputException(
          "The secret key of "
              + (apiKey == null ? VARIABLE : "--api-key")
              + " is missing; set "
              + SecretKeyOption.VARIABLE
              + ", or give --secret-key-file FILE");
    }
    String named =
        api.orElseThrow(
            () ->
                new InputException(
                    "--api-key is missing, though there is a secret key; give --api-key KEY, or set "
                        + VARIABLE));
    if (!TransportChecks.isApiKey(named)) {
      throw new InputException(
          (apiKey == null ? VARIABLE : "--api-key") + " must be 1 to 128 of 0-9A-Za-z_-");
    }
    return new SigningKeys(named, secret.get(), true);
  }
}
