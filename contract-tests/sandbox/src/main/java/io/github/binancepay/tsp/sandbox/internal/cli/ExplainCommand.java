package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains what is wrong with a captured request or notification. */
@Command(
    name = "explain",
    description = {
      "Explains what is wrong with a captured request: its headers, its timestamp, its JSON and its"
          + " signature. Of a captured notification, it gives the verdict of the client's verifier."
          + " No request is sent, except for the certificates of --from-sandbox.",
      "Exits with status 0 if nothing is wrong, 1 if something is, 2 if the capture cannot be read or"
          + " a key is missing."
    })
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

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Terminal.STANDARD_INPUT,
      description =
          "the capture: a curl command line, or the headers and the body of an HTTP request, with or"
              + " without its first line (default: ${DEFAULT-VALUE}, standard input)")
  private String file;

  @Mixin private KeyOptions keyOptions;

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
    Capture capture = Capture.read(terminal.read("FILE", file, "the capture", MAX_BYTES));
    boolean notification =
        sandbox != null
            || !certificates.isEmpty()
            || new String(capture.request().body(), ISO_8859_1).contains("\"bizType\"");
    if (notification) {
      NotificationExplanation found = explainNotification(capture);
      return print(found.mistakes, found.remarks);
    }
    RequestExplanation found = explainRequest(capture);
    return print(found.mistakes, found.remarks);
  }

  private int print(List<String> mistakes, List<String> remarks) {
    terminal.print(mistakes);
    terminal.print(remarks);
    return mistakes.isEmpty() ? 0 : 1;
  }

  private RequestExplanation explainRequest(Capture capture) {
    Optional<String> secretKey = keyOptions.secretKey(terminal);
    if (secretKey.isPresent()) {
      return new RequestExplanation(capture, keyOptions.apiKey(terminal), secretKey.get());
    }
    List<String> apiKeys = capture.request().headerValues(TransportChecks.API_KEY);
    if (!apiKeys.equals(List.of(Sandbox.DEFAULT_API_KEY))) {
      throw KeyOptions.missingSecretKey();
    }
    terminal.note("Checked with the sandbox's default keys, since no secret key is given.");
    return new RequestExplanation(
        capture, Optional.of(Sandbox.DEFAULT_API_KEY), Sandbox.DEFAULT_SECRET_KEY);
  }

  private NotificationExplanation explainNotification(Capture capture) {
    if (sandbox != null) {
      return NotificationExplanation.of(
          capture,
          sandbox,
          keyOptions.apiKey(terminal).orElse(Sandbox.DEFAULT_API_KEY),
          keyOptions.secretKey(terminal).orElse(Sandbox.DEFAULT_SECRET_KEY));
    }
    if (certificates.isEmpty()) {
      throw new InputException(
          "The provider's public key is missing; give --certificate FILE, or --from-sandbox URL");
    }
    List<String> keys = new ArrayList<>();
    for (String name : certificates) {
      byte[] pem = terminal.read("--certificate", name, "a public key in PEM", MAX_BYTES);
      keys.add(new String(pem, US_ASCII));
    }
    return NotificationExplanation.of(capture, keys);
  }
}
