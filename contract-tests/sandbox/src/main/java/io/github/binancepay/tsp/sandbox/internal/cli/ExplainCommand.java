package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains what is wrong with a captured request or notification. */
@Command(
    name = "explain",
    description = {
      "Explains what is wrong with a captured request: its headers, its timestamp, its JSON and its"
          + " signature. Of a captured notification, it gives the verdict of the client's verifier."
          + " No request is sent, except for the certificates of --from-sandbox.",
      "Exits with status 0 if nothing is wrong, 1 if something is, 2 if the capture cannot be read or"
          + " a key is missing."
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

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Terminal.STANDARD_INPUT,
      description =
          "the capture: a curl command line, or the headers and the body of an HTTP request, with or"
              + " without its first line (default: ${DEFAULT-VALUE}, standard input)")
  private String file;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "the API key that the request should have (default: the environment's "
              + KeyOptions.VARIABLE
              + ", or that of the request)")
  private String apiKey;

  @Mixin private SecretKeyOption secretKey;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "public key that a notification is verified with, in PEM; repeatable")
  private List<String> certificates = List.of();

  @Option(
      names = "--from-sandbox",
      paramLabel = "URL",
      description = "running sandbox whose certificates a notification is verified with")
  private String sandbox;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    CapturedRequest request =
        CapturedRequest.read(terminal.read("FILE", file, "the capture", MAX_BYTES, err));
    if (sandbox != null
        || !certificates.isEmpty()
        || NotificationExplanation.isNotification(request)) {
      return explainNotification(request, err);
    }
    Optional<String> secret = secretKey.secretKey(terminal, err);
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
      err.print("Checked with the sandbox's default keys, since no secret key is given.\n");
      err.flush();
    }
    RequestExplanation explanation =
        new RequestExplanation(
            request,
            ofSandbox ? Optional.of(Sandbox.DEFAULT_API_KEY) : expected,
            secret.orElse(Sandbox.DEFAULT_SECRET_KEY));
    return print(explanation.mistakes(), explanation.remarks());
  }

  private int explainNotification(CapturedRequest request, PrintWriter err) {
    if (sandbox == null && certificates.isEmpty()) {
      throw new InputException(
          "The provider's public key is missing; give --certificate FILE, or --from-sandbox URL");
    }
    List<String> keys = new ArrayList<>();
    for (String name : certificates) {
      byte[] pem = terminal.read("--certificate", name, "a public key in PEM", MAX_BYTES, err);
      keys.add(new String(pem, US_ASCII));
    }
    NotificationExplanation explanation =
        sandbox == null
            ? NotificationExplanation.of(request, keys)
            : NotificationExplanation.of(request, sandbox, sandboxKeys(err));
    return print(explanation.mistakes(), explanation.remarks());
  }

  private SigningKeys sandboxKeys(PrintWriter err) {
    return new SigningKeys(
        Optional.ofNullable(apiKey)
            .or(() -> terminal.variable(KeyOptions.VARIABLE))
            .orElse(Sandbox.DEFAULT_API_KEY),
        secretKey.secretKey(terminal, err).orElse(Sandbox.DEFAULT_SECRET_KEY),
        true);
  }

  private int print(List<String> mistakes, List<String> remarks) {
    PrintWriter out = spec.commandLine().getOut();
    mistakes.forEach(sentence -> out.print(sentence + "\n"));
    remarks.forEach(sentence -> out.print(sentence + "\n"));
    out.flush();
    return mistakes.isEmpty() ? 0 : 1;
  }
}
