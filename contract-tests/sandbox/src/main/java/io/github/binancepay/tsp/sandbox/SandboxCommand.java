package io.github.binancepay.tsp.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sandbox as a program: {@code java -jar binance-pay-sandbox.jar}. */
@Command(
    name = "binance-pay-sandbox",
    description = "Stands in for Binance Pay, Create Authorization Request, on this machine.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class SandboxCommand implements Callable<Integer> {
  /** Also the port of the document's local server. */
  static final String DEFAULT_PORT = "8080";

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = DEFAULT_PORT,
      description = "where to listen; 0 for any free port (default: " + DEFAULT_PORT + ")")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: 127.0.0.1, which only this machine reaches)")
  private String host;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = Sandbox.DEFAULT_API_KEY,
      description = "accepted API key (default: " + Sandbox.DEFAULT_API_KEY + ")")
  private String apiKey;

  @Option(
      names = "--secret-key",
      paramLabel = "KEY",
      defaultValue = Sandbox.DEFAULT_SECRET_KEY,
      description =
          "the secret key that belongs to it (default: "
              + Sandbox.DEFAULT_SECRET_KEY
              + "); it is printed, so never a real one")
  private String secretKey;

  @Option(
      names = "--merchant",
      paramLabel = "ID[=NAME]",
      description = "registered merchant, repeatable (default: merchant1=Merchant One)")
  private List<String> merchants = List.of();

  @Option(
      names = "--window",
      paramLabel = "MILLISECONDS",
      defaultValue = "1000",
      description =
          "how far a timestamp may be from this clock (default: 1000, as at the provider)")
  private long window;

  @Option(
      names = "--fail-status",
      paramLabel = "STATUS",
      defaultValue = "400",
      description = "the HTTP status of failures (default: 400; the provider documents none)")
  private int failStatus;

  // picocli sets it and acts on it.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--help", usageHelp = true, description = "print this and stop")
  private boolean help;

  private SandboxCommand() {}

  /**
   * Runs until it is told to stop; ends with status 2 if a flag is wrong, and 1 if it cannot
   * listen.
   */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new SandboxCommand());
    command.setParameterExceptionHandler(
        (mistake, all) -> {
          command.getErr().println(mistake.getMessage() + ". See --help.");
          return command.getCommandSpec().exitCodeOnInvalidInput();
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> registered = registered();
    Sandbox sandbox;
    try {
      sandbox = describe(registered, out).start();
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "Cannot listen on %s, port %d: %s. Choose another --port, or --port 0 for any free one.%n",
          host, port, reason(e));
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-shutdown"));
    out.printf("Binance Pay sandbox listening on %s%n", sandbox.baseUrl());
    out.printf("  API key     %s%n", apiKey);
    out.printf("  secret key  %s%n", secretKey);
    registered.forEach((id, name) -> out.printf("  merchant    %s (%s)%n", id, name));
    out.println(
        sandbox.isLoopback()
            ? "  reached by  this machine only"
            : "  reached by  every machine that can reach this address");
    out.flush();
    sandbox.join();
    return 0;
  }

  private Sandbox.Builder describe(Map<String, String> registered, PrintWriter out) {
    checkRange("--port", port, 0, 65535);
    checkRange("--window", window, 1, Integer.MAX_VALUE);
    checkRange("--fail-status", failStatus, 200, 599);
    try {
      Sandbox.Builder builder =
          Sandbox.builder()
              .host(host)
              .port(port)
              .window(Duration.ofMillis(window))
              .failStatus(failStatus)
              .credentials(apiKey, secretKey)
              .log(
                  line -> {
                    out.println(line);
                    out.flush();
                  });
      registered.forEach(builder::merchant);
      return builder;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Map<String, String> registered() {
    Map<String, String> registered = new LinkedHashMap<>();
    for (String merchant : merchants) {
      String[] idAndName = merchant.split("=", 2);
      registered.put(idAndName[0], idAndName[idAndName.length - 1]);
    }
    if (registered.isEmpty()) {
      registered.put(Sandbox.DEFAULT_MERCHANT_ID, Sandbox.DEFAULT_MERCHANT_NAME);
    }
    return registered;
  }

  private void checkRange(String flag, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(),
          flag + " must be from " + lowest + " to " + highest + ", but is " + value);
    }
  }

  private static String reason(IOException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
