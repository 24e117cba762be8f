package io.github.binancepay.tsp.sandbox.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Input, output and environment of a command.
 *
 * @param variables the value of an environment variable; null if it is not set
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err, UnaryOperator<String> variables) {
  /** Name of standard input in the place of a file. */
  static final String STANDARD_INPUT = "-";

  /** {@return the terminal of this process, in the charset that picocli finds} */
  static Terminal ofProcess() {
    CommandLine writers = new CommandLine(CommandSpec.create());
    return new Terminal(System.in, writers.getOut(), writers.getErr(), System::getenv);
  }

  /** {@return the value of a variable; empty if it is not set or empty} */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isEmpty());
  }

  /** Prints lines that end in a line feed on Windows, too; returns whether they were written. */
  boolean print(Iterable<String> lines) {
    lines.forEach(line -> out.print(line + "\n"));
    return !out.checkError();
  }

  /** Prints a note beside the output. */
  void note(String sentence) {
    err.print(sentence + "\n");
    err.flush();
  }

  /** Reads a file or standard input; messages name the flag and the expected content. */
  byte[] read(String flag, String file, String content, int maxBytes) {
    boolean standardInput = file.equals(STANDARD_INPUT);
    String named = flag + (standardInput ? " (standard input)" : " " + printable(file));
    try (InputStream stream = standardInput ? in : Files.newInputStream(Path.of(file))) {
      if (standardInput && in.available() == 0) {
        note("Waiting for " + content + " on standard input; Ctrl-D ends it, --help says more.");
      }
      byte[] bytes = stream.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new InputException(
            named
                + " is too large; expected "
                + content
                + " of at most "
                + maxBytes / 1024
                + " KiB");
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      String what = e instanceof NoSuchFileException ? "does not exist" : "cannot be read";
      throw new InputException(named + " " + what + "; expected a file with " + content);
    }
  }

  /** {@return a text without characters that a terminal obeys or that turn a line around} */
  static String printable(String text) {
    return text.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
  }
}
