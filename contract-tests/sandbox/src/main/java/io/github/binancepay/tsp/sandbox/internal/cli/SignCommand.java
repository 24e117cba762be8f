package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the headers of a request. */
@Command(
    name = "sign",
    description = "Prints the four headers of a request with this body, as curl -H @- takes them.")
final class SignCommand implements Callable<Integer> {
  static final String EXAMPLE =
      """
      body='{"page":1,"rows":10}'
      printf %s "$body" | java -jar JAR sign |
        curl -sS -H @- -H 'Content-Type: application/json' --data-binary "$body" \\
          http://127.0.0.1:8080/binancepay/openapi/service/provider/record
      """;

  // Characters that a header can have; the receiver decides whether the nonce is right.
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,128}");

  private final Terminal terminal;

  @Option(
      names = "--body",
      paramLabel = "FILE",
      defaultValue = Terminal.STANDARD_INPUT,
      description = "body, signed byte by byte (default: ${DEFAULT-VALUE}, standard input)")
  private String body;

  @Mixin private KeyOptions keyOptions;

  @Option(
      names = "--timestamp",
      paramLabel = "MILLISECONDS",
      description = "milliseconds since 1970, such as 1761955200000 (default: now)")
  private Long timestamp;

  @Option(
      names = "--nonce",
      paramLabel = "TEXT",
      description = "32 letters or digits (default: random)")
  private String nonce;

  SignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (nonce != null && !VISIBLE.matcher(nonce).matches()) {
      throw new InputException("--nonce must be visible ASCII; expected 32 letters or digits");
    }
    SigningKeys keys = keyOptions.keys(terminal);
    byte[] bytes = terminal.read("--body", body, "the body", Limits.BODY_BYTES);
    if (!keys.given()) {
      terminal.note("Signed with the sandbox's default keys, since no keys are given.");
    }
    Map<String, String> headers =
        keys.headers(
            timestamp == null ? System.currentTimeMillis() : timestamp,
            nonce == null ? SigningKeys.newNonce() : nonce,
            bytes);
    List<String> lines =
        headers.entrySet().stream().map(one -> one.getKey() + ": " + one.getValue()).toList();
    if (!terminal.print(lines)) {
      terminal.note("The headers cannot be written to standard output.");
      return 1;
    }
    return 0;
  }
}
