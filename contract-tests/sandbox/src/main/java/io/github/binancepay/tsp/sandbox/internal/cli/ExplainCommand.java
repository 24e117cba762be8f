package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with a captured request. */
@Command(
    name = "explain",
    description = {
      "Says what is wrong with a request: its headers, its timestamp, its JSON and its signature."
          + " Nothing is sent.",
      "Ends with 0 if nothing is wrong, 1 if something is, 2 if the request cannot be read."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ExplainCommand implements Callable<Integer> {
  static final String EXAMPLE =
      """
      java -jar JAR explain <<'END'
      curl http://127.0.0.1:8080/binancepay/openapi/service/provider/config/query \\
        -H 'Content-Type: application/json' -H 'BinancePay-Timestamp: 1761955200000' \\
        -H 'BinancePay-Nonce: QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy' \\
        -H 'BinancePay-Certificate-SN: sandbox-api-key' \\
        -H 'BinancePay-Signature: fe69f84f4dabb9c330cc65dd7a5366991b8f3f855429\
      eae31c93ecbd47e5d135fd0e0011e3724656d9ecfdbc0aab69a2f1c543f0e523ec4800f87abc4512e495' -d '{}'
      END
      """;

  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CaptureOption capture;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "the API key that the request should have (default: the environment's "
              + KeyOptions.VARIABLE
              + ", or that of the request)")
  private String apiKey;

  @Mixin private SecretKeyOption secretKey;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<String> secret = secretKey.secretKey(terminal, err);
    CapturedRequest request = capture.read(terminal, err);
    Optional<String> expected =
        Optional.ofNullable(apiKey).or(() -> terminal.variable(KeyOptions.VARIABLE));
    boolean ofSandbox =
        secret.isEmpty()
            && request.values(TransportChecks.API_KEY).equals(List.of(Sandbox.DEFAULT_API_KEY));
    if (secret.isEmpty() && !ofSandbox) {
      throw new InputException(
          "The secret key is missing; set "
              + SecretKeyOption.VARIABLE
              + ", or give --secret-key-file FILE");
    }
    if (ofSandbox) {
      err.print("Checked with the sandbox's own keys, since no secret key is given.\n");
      err.flush();
    }
    RequestExplanation explanation =
        new RequestExplanation(
            request,
            ofSandbox ? Optional.of(Sandbox.DEFAULT_API_KEY) : expected,
            secret.orElse(Sandbox.DEFAULT_SECRET_KEY));
    explanation.mistakes().forEach(sentence -> out.print(sentence + "\n"));
    explanation.remarks().forEach(sentence -> out.print(sentence + "\n"));
    out.flush();
    return explanation.mistakes().isEmpty() ? 0 : 1;
  }
}
