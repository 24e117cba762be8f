package io.github.binancepay.tsp.sandbox.internal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the program can do besides serving, and what all of it has in common. */
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
    add(
        program,
        new VerifyNotificationCommand(terminal),
        VerifyNotificationCommand.EXAMPLE,
        terminal.jar());
    // A request's file is named with @ in curl, and would be taken for one of arguments.
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

  /** A flag in front of a command would be one of serve, and do nothing. */
  private static int run(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
      String flag = parsed.matchedOptions().get(0).longestName();
      String name = parsed.subcommand().commandSpec().name();
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          flag + " stands before " + name + "; expected its flags behind it");
    }
    return new RunLast().execute(parsed);
  }

  private static int sayWhatIsWrong(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    String message = mistake.getMessage();
    if (mistake instanceof UnmatchedArgumentException) {
      // A value may be a secret, and so may what follows.
      message = message.replaceFirst("(?s)'(--?[^=',]+)=.*", "'$1'").replaceFirst("(?s), '.*", "");
    }
    return say(message, command);
  }

  private static int sayWhatIsWrong(Exception failure, CommandLine command) {
    if (failure instanceof InputException) {
      return say(failure.getMessage(), command);
    }
    command.getErr().println("Failed: " + failure);
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static int say(String message, CommandLine command) {
    boolean top = command.getParent() == null;
    command
        .getErr()
        .println(message + ". See " + (top ? "" : command.getCommandName() + " ") + "--help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
