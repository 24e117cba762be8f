package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Result of a command that ran in this process. */
record CommandRun(int status, String out, String err) {
  static CommandRun of(Map<String, String> variables, String input, String... arguments) {
    return of(variables, input.getBytes(UTF_8), arguments);
  }

  static CommandRun of(Map<String, String> variables, byte[] input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayInputStream in =
        new ByteArrayInputStream(input) {
          // Otherwise a command says that it waits for its input.
          @Override
          public int available() {
            return 1;
          }
        };
    Terminal terminal =
        new Terminal(in, new PrintWriter(out, true), new PrintWriter(err, true), variables::get);
    int status = Commands.of(terminal).execute(arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
