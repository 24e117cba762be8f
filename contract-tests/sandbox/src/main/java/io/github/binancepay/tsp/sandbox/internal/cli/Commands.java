package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Commands of the program, and the messages that they share. */
final class Commands {
  static final String HEADING = "Example, beside a running sandbox:";

  private Commands() {}

  static CommandLine of(Terminal terminal) {
    CommandLine program = command(new SandboxCommand(terminal), "");
    CommandLine serve = command(new SandboxCommand(terminal), "");
    String description = "Runs the sandbox. This is the default.";
    serve.getCommandSpec().name("serve").usageMessage().description(description);
    program.addSubcommand(serve);
    program.addSubcommand(command(new SignCommand(terminal), SignCommand.EXAMPLE));
    program.addSubcommand(command(new ProxyCommand(terminal), ProxyCommand.EXAMPLE));
    program.addSubcommand(command(new ExplainCommand(terminal), ExplainCommand.EXAMPLE));
    program.setUsageHelpAutoWidth(true);
    // Otherwise picocli reads arguments from the file that an argument with @ names.
    program.setExpandAtFiles(false);
    program.setOut(terminal.out()).setErr(terminal.err());
    program.setParameterExceptionHandler((mistake, all) -> report(mistake));
    program.setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
    program.setExecutionStrategy(Commands::run);
    return program;
  }

  private static CommandLine command(Callable<Integer> code, String example) {
    CommandLine command = new CommandLine(code);
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getCommandSpec().versionProvider(Commands::version);
    command.getCommandSpec().usageMessage().sortOptions(false);
    if (!example.isEmpty()) {
      String pasted = example.replace("java -jar JAR", "java -jar " + jar());
      // Not a footer, whose lines would be wrapped, and could not be pasted.
      command
          .getHelpSectionMap()
          .put(
              UsageMessageSpec.SECTION_KEY_FOOTER,
              help -> String.format("%n%s%n%n%s", HEADING, pasted));
    }
    return command;
  }

  private static String jar() {
    String path = System.getProperty("java.class.path");
    return path.matches("[\\w./\\\\:+-]+[.]jar") ? path : "binance-pay-sandbox.jar";
  }

  private static String[] version() {
    String version = Commands.class.getPackage().getImplementationVersion();
    return new String[] {
      "${ROOT-COMMAND-NAME} " + (version == null ? "(not from a jar)" : version)
    };
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

  private static int report(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return reject(unknown(unmatched.getUnmatched().get(0), command), command);
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
    return reject(message, command);
  }

  private static String unknown(String argument, CommandLine command) {
    boolean flag = argument.startsWith("-");
    // A value may be a secret, and so may what follows.
    String name = flag ? argument.replaceFirst("(?s)=.*", "") : argument;
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    String what = flag ? "Unknown flag " + name : "Unknown argument";
    return NearestName.of(name, known)
        .map(meant -> what + (flag ? "" : " " + name) + ": did you mean " + meant + "?")
        .orElse(what + "; expected " + (flag ? "a flag" : "a flag or a command") + " of --help");
  }

  private static int report(Exception failure, CommandLine command) {
    if (failure instanceof InputException) {
      return reject(failure.getMessage(), command);
    }
    command.getErr().println("Failed: " + failure);
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static int reject(String message, CommandLine command) {
    String of = command.getParent() == null ? "" : command.getCommandName() + " ";
    String end = message.endsWith("?") ? "" : ".";
    command.getErr().println(Terminal.printable(message) + end + " See " + of + "--help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
