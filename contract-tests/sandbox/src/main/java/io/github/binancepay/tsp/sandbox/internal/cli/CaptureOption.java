package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.capture.CaptureException;
import io.github.binancepay.tsp.sandbox.internal.capture.CaptureReader;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which captured request a command reads. */
final class CaptureOption {
  // A HAR has all that a page has loaded.
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Terminal.STANDARD_INPUT,
      description =
          "the request: curl's command line, a HAR or one of its entries, or the text of HTTP"
              + " (default: ${DEFAULT-VALUE}, standard input)")
  private String file;

  boolean isGiven() {
    return !file.equals(Terminal.STANDARD_INPUT);
  }

  CapturedRequest read(Terminal terminal, PrintWriter err) {
    byte[] capture = terminal.read("FILE", file, "the request", MAX_BYTES, err);
    try {
      return CaptureReader.read(capture, (option, name) -> readNamed(option, name, terminal, err));
    } catch (CaptureException e) {
      throw new InputException(
          "FILE "
              + (isGiven() ? file : "(standard input)")
              + " is not a request that can be read. "
              + e.getMessage());
    }
  }

  /** Reads a file that the command line names, from where the command is run. */
  private static byte[] readNamed(String option, String name, Terminal terminal, PrintWriter err) {
    // A device or a pipe may have no end.
    if (Files.exists(Path.of(name)) && !Files.isRegularFile(Path.of(name))) {
      throw new InputException("curl's " + option + " names " + name + ", which is not a file");
    }
    // One byte more than a body has, so that what is too large is said as the sandbox says it.
    return terminal.read("curl's " + option, name, "what curl sends", Limits.BODY_BYTES + 1, err);
  }
}
