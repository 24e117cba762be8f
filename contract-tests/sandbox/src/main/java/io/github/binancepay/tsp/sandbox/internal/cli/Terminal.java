package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Input, output and environment of a command.
 *
 * @param variables the value of an environment variable; null if it is not set
 * @param patience how long standard input may take before the user is told that it is read
 * @param jar what follows {@code java -jar}, for examples
 */
record Terminal(
    InputStream in,
    OutputStream out,
    UnaryOperator<String> variables,
    Duration patience,
    String jar) {
  /** Name of standard input in the place of a file. */
  static final String STANDARD_INPUT = "-";

  /** {@return the terminal of this process} */
  static Terminal ofProcess() {
    String path = System.getProperty("java.class.path");
    String jar = path.matches("[\\w./\\\\:+-]+[.]jar") ? path : "binance-pay-sandbox.jar";
    return new Terminal(System.in, System.out, System::getenv, Duration.ofSeconds(1), jar);
  }

  /** {@return the value of a variable; empty if it is not set or empty} */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isEmpty());
  }

  /** {@return whether output was lost, which {@code PrintStream} does not throw} */
  boolean hasLostOutput() {
    return out instanceof PrintStream stream && stream.checkError();
  }

  /** Reads a file or standard input; messages name the flag and the expected content. */
  byte[] read(String flag, String file, String content, int maxBytes, PrintWriter err) {
    try {
      byte[] bytes =
          file.equals(STANDARD_INPUT)
              ? readInput(content, maxBytes, err)
              : readFile(flag, file, content, maxBytes);
      if (bytes.length > maxBytes) {
        throw new InputException(
            String.format(
                "%s %s is too large; expected %s of at most %s KiB",
                flag, named(file), content, maxBytes / 1024));
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      throw new InputException(
          String.format("%s %s cannot be read; expected %s", flag, named(file), content));
    }
  }

  private static byte[] readFile(String flag, String file, String content, int maxBytes)
      throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path) || Files.isDirectory(path)) {
      throw new InputException(
          String.format(
              "%s %s %s; expected a file with %s",
              flag,
              printable(file),
              Files.isDirectory(path) ? "is a folder" : "does not exist",
              content));
    }
    try (InputStream stream = Files.newInputStream(path)) {
      return stream.readNBytes(maxBytes + 1);
    }
  }

  private byte[] readInput(String content, int maxBytes, PrintWriter err) throws IOException {
    CompletableFuture<Void> notice =
        CompletableFuture.runAsync(
            () -> {
              err.print(
                  "Waiting for "
                      + content
                      + " on standard input; Ctrl-D ends it, --help says more.\n");
              err.flush();
            },
            CompletableFuture.delayedExecutor(patience.toMillis(), MILLISECONDS));
    try {
      return in.readNBytes(maxBytes + 1);
    } finally {
      notice.cancel(false);
    }
  }

  private static String named(String file) {
    return file.equals(STANDARD_INPUT) ? "(standard input)" : printable(file);
  }

  /** {@return a text without characters that a terminal obeys or that turn a line around} */
  static String printable(String text) {
    return text.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
  }
}
