package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Source of the secret key of a command: never an argument, which others can see. */
final class SecretKeyOption {
  static final String VARIABLE = "BINANCE_PAY_SECRET_KEY";
  private static final String FLAG = "--secret-key-file";
  private static final int MAX_BYTES = 4 * 1024;

  @Option(
      names = FLAG,
      paramLabel = "FILE",
      description =
          "the secret key, in a file; a line end at its end is dropped (default: the environment's "
              + VARIABLE
              + ")")
  private String file;

  // Only to say why it is not one.
  @Option(names = "--secret-key", hidden = true, arity = "0..1", fallbackValue = "")
  private String argument;

  /** The secret key; empty if none is given. */
  Optional<String> secretKey(Terminal terminal, PrintWriter err) {
    if (argument != null) {
      throw new InputException(
          "--secret-key is not a flag here, since others can see arguments; set "
              + VARIABLE
              + ", or give "
              + FLAG
              + " FILE");
    }
    // Its name may be the key itself.
    if (file != null && !file.equals(Terminal.STANDARD_INPUT) && !new File(file).exists()) {
      throw new InputException(
          FLAG + " names no file that exists; expected a file with the secret key, not the key");
    }
    return file == null
        ? terminal.variable(VARIABLE)
        : Optional.of(read(terminal.read(FLAG, file, "the secret key", MAX_BYTES, err)));
  }

  private String read(byte[] bytes) {
    String key;
    try {
      key = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InputException(FLAG + " " + file + " is not UTF-8; expected the secret key's text");
    }
    if (key.startsWith("\uFEFF")) {
      throw new InputException(
          FLAG + " " + file + " begins with a byte order mark; expected the secret key alone");
    }
    key = key.replaceFirst("\r?\n\\z", "");
    if (key.isBlank()) {
      throw new InputException(FLAG + " " + file + " is empty; expected the secret key");
    }
    return key;
  }
}
