package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.testing.GeneratedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Help on the page of the commands agrees with the code; {@code -Dtexts.update} rewrites it. */
class HelpTablesTest {
  @Test
  void helpIsThatOfTheCommands() throws IOException {
    String help =
        Commands.of(Terminal.ofProcess()).getSubcommands().values().stream()
            .map(HelpTablesTest::help)
            .collect(Collectors.joining("\n\n"));

    GeneratedText.check(Path.of("docs/command-line.md"), "help", help);
  }

  /** The help without its example, which names the jar that runs. */
  private static String help(CommandLine command) {
    command.setUsageHelpAutoWidth(false).setUsageHelpWidth(110);
    String usage =
        command.getUsageMessage(Ansi.OFF).replaceFirst("(?s)\\R" + Commands.HEADING + ".*", "");
    return "### " + command.getCommandName() + "\n```\n" + usage.strip() + "\n```";
  }
}
