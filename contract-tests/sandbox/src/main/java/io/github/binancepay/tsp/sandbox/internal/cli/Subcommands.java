package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Commands of the program, and the messages that they share. */
final class Subcommands {
  static final String HEADING = "Example, beside a running sandbox:";

  private Subcommands() {}

  static CommandLine addTo(CommandLine program, Terminal terminal) {
    CommandLine serve = new CommandLine(new SandboxCommand());
    serve
        .getCommandSpec()
        .name("serve")
        .usageMessage()
        .description("Runs the sandbox. This is the default.");
    program.addSubcommand("serve", serve);
    add(program, new SignCommand(terminal), SignCommand.EXAMPLE, terminal.jar());
    add(program, new ProxyCommand(terminal), ProxyCommand.EXAMPLE, terminal.jar());
    add(program, new ExplainCommand(terminal), ExplainCommand.EXAMPLE, terminal.jar());
    // Otherwise picocli reads arguments from the file that an argument with @ names.
    program.setExpandAtFiles(false);
    program.setParameterExceptionHandler((mistake, all) -> sayWhatIsWrong(mistake));
    program.setExecutionExceptionHandler((e, command, parsed) -> sayWhatIsWrong(e, command));
    program.setExecutionStrategy(Subcommands::run);
    return program;
  }

  private static void add(CommandLine program, Object command, String example, String jar) {
    CommandLine added = new CommandLine(command);
    // Not a footer, whose lines would be wrapped, and could not be pasted.
    added
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            (Help help) ->
                String.format(
                    "%n%s%n%n%s", HEADING, example.replace("java -jar JAR", "java -jar " + jar)));
    added.getCommandSpec().versionProvider(new SandboxCommand.Version());
    program.addSubcommand(added);
  }

  /** Rejects a flag before a command, which would be one of serve and do nothing. */
  private static int run(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
      String flag = parsed.matchedOptions().get(0).longestName();
      String name = parsed.subcommand().commandSpec().name();
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "Put " + flag + " after the command: " + name + " " + flag);
    }
    return new RunLast().execute(parsed);
  }

  private static int sayWhatIsWrong(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return say(unknown(unmatched.getUnmatched().get(0), command), command);
    }
    // The name of an exception tells a user nothing.
    String message =
        mistake
            .getMessage()
            .replaceFirst(" \\(java[.].*", "")
            .replace("interface java.nio.file.", "");
    ArgSpec argument = mistake.getArgSpec();
    if (argument != null && argument.description().length > 0) {
      message += "; expected " + argument.paramLabel() + ": " + argument.description()[0];
    }
    return say(message, command);
  }

  private static String unknown(String argument, CommandLine command) {
    // A value may be a secret, and so may what follows.
    String name = argument.startsWith("-") ? argument.replaceFirst("(?s)=.*", "") : argument;
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    boolean flag = name.startsWith("-");
    Optional<String> nearest = NearestName.of(name, known);
    String what = flag ? "Unknown flag " + name : "Unknown argument";
    return nearest
        .map(meant -> what + (flag ? "" : " " + name) + ": did you mean " + meant + "?")
        .orElseGet(
            () -> what + "; expected " + (flag ? "a flag" : "a flag or a command") + " of --help");
  }

  private static int sayWhatIsWrong(Exception failure, CommandLine command) {
    if (failure instanceof InputException) {
      return say(failure.getMessage(), command);
    }
    command.getErr().println("Failed: " + failure);
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static int say(String message, CommandLine command) {
    String of = command.getParent() == null ? "" : command.getCommandName() + " ";
    String end = message.endsWith("?") ? "" : ".";
    command.getErr().println(Terminal.printable(message) + end + " See " + of + "--help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
