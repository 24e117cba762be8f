package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the headers of a request. */
@Command(
    name = "sign",
    description = "Prints the four headers of a request with this body, as curl -H @- takes them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
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

  @Spec private CommandSpec spec;

  @Option(
      names = "--body",
      paramLabel = "FILE",
      defaultValue = Terminal.STANDARD_INPUT,
      description = "the body, signed byte by byte (default: ${DEFAULT-VALUE}, standard input)")
  private String body;

  @Mixin private KeyOptions keyOptions;

  @Option(
      names = "--timestamp",
      paramLabel = "MILLISECONDS",
      description = "since 1970 (default: now)")
  private String timestamp;

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
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (timestamp != null && !timestamp.matches("[0-9]{1,18}")) {
      throw new InputException("--timestamp must be the milliseconds since 1970, as 1761955200000");
    }
    if (nonce != null && !VISIBLE.matcher(nonce).matches()) {
      throw new InputException(
          "--nonce must be visible ASCII; the provider takes 32 letters or digits");
    }
    SigningKeys keys = keyOptions.keys(terminal, err);
    byte[] bytes = terminal.read("--body", body, "the body", Limits.BODY_BYTES, err);
    if (!keys.given()) {
      err.print("Signed with the sandbox's default keys, since no keys are given.\n");
    }
    keys.headers(
            timestamp == null ? Long.toString(Clock.systemUTC().millis()) : timestamp,
            nonce == null ? SigningKeys.newNonce() : nonce,
            bytes)
        // Line feeds, also on Windows: to curl, a carriage return is a part of the value.
        .forEach((name, value) -> out.print(name + ": " + value + "\n"));
    out.flush();
    if (terminal.hasLostOutput()) {
      err.print("The headers cannot be written to standard output.\n");
      err.flush();
      return 1;
    }
    err.flush();
    return 0;
  }
}
