package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/**
 * Result of a command that ran in this process.
 *
 * @param out what it printed, in UTF-8
 */
record CommandRun(int status, String out, String err) {
  static final String JAR =
      Path.of("target", "binance-pay-sandbox.jar").toAbsolutePath().toString();

  /** A terminal whose user is patient. */
  static CommandRun of(Map<String, String> variables, byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input), out, variables::get, Duration.ofHours(1), JAR);
    CommandLine program =
        Subcommands.addTo(new CommandLine(new SandboxCommand()), terminal)
            .setOut(new PrintWriter(out, true, UTF_8))
            .setErr(new PrintWriter(err, true, UTF_8));
    int status = program.execute(arguments);
    program.getErr().flush();
    return new CommandRun(status, out.toString(UTF_8), err.toString(UTF_8));
  }
}
