package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxBuilder;
import io.github.binancepay.tsp.sandbox.internal.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sandbox as a program: {@code java -jar binance-pay-sandbox.jar}. */
@Command(
    name = "binance-pay-sandbox",
    description = {
      "Stands in for the authorizations of Binance Pay on this machine.",
      "The default command is serve."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SandboxCommand.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class SandboxCommand implements Callable<Integer> {
  /** Also the port of the document's local server. */
  static final String DEFAULT_PORT = "8080";

  /** Of the log's lines: ISO 8601, UTC, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = DEFAULT_PORT,
      description = "port to listen on; 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "address to listen on (default: ${DEFAULT-VALUE}, which only this machine reaches)")
  private String host;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = Sandbox.DEFAULT_API_KEY,
      description = "accepted API key (default: ${DEFAULT-VALUE})")
  private String apiKey;

  @Option(
      names = "--secret-key",
      paramLabel = "KEY",
      defaultValue = Sandbox.DEFAULT_SECRET_KEY,
      description =
          "secret key of the API key (default: ${DEFAULT-VALUE}). It is printed: do not use a real"
              + " one")
  private String secretKey;

  @Option(
      names = "--merchant",
      paramLabel = "ID[=NAME]",
      defaultValue = Sandbox.DEFAULT_MERCHANT_ID + "=Merchant One",
      description = "registered merchant, repeatable (default: ${DEFAULT-VALUE})")
  private List<String> merchants;

  @Option(
      names = "--scope",
      paramLabel = "NAME",
      description =
          "scope that a request may contain, repeatable (default: CONVERT, REFUND, CHECKOUT, PAYOUT,"
              + " REPORT, INTERNAL_TRANSFER, BALANCE)")
  private List<String> scopes = List.of();

  @Option(
      names = "--webhook-url",
      paramLabel = "URL",
      description = "URL that receives notifications, http or https (default: none)")
  private String webhookUrl;

  @Option(
      names = "--webhook-key",
      paramLabel = "FILE",
      description =
          "RSA private key that signs notifications, PEM, PKCS#8 (default: a new key at each"
              + " start)")
  private Path webhookKey;

  @Option(
      names = "--webhook-retry",
      paramLabel = "MILLISECONDS",
      defaultValue = "1000",
      description =
          "delay before the first retry of a notification; doubles with each retry (default:"
              + " ${DEFAULT-VALUE})")
  private int webhookRetry;

  @Option(
      names = "--window",
      paramLabel = "MILLISECONDS",
      defaultValue = "1000",
      description =
          "accepted difference of a timestamp from this clock (default: ${DEFAULT-VALUE}, like the"
              + " provider)")
  private int window;

  @Option(
      names = "--fail-status",
      paramLabel = "STATUS",
      defaultValue = "400",
      description =
          "HTTP status of failures (default: ${DEFAULT-VALUE}; the provider documents none)")
  private int failStatus;

  SandboxCommand() {}

  /**
   * Runs until it is told to stop; ends with status 2 if a flag is wrong, and 1 if it cannot
   * listen.
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return Subcommands.addTo(new CommandLine(new SandboxCommand()), Terminal.ofProcess());
  }

  @Override
  public Integer call() throws InterruptedException, UnknownHostException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> registered = registered();
    Sandbox sandbox;
    try {
      sandbox = describe(registered, out).start();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println(
              e.getMessage() + ". Choose another --port (--port 0 for any free one) or --host.");
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-shutdown"));
    out.printf("Binance Pay sandbox listening on %s%n", sandbox.baseUrl());
    out.printf("  API key     %s%n", apiKey);
    out.printf("  secret key  %s%n", secretKey);
    registered.forEach((id, name) -> out.printf("  merchant    %s (%s)%n", id, name));
    out.printf("  webhook     %s%n", webhookUrl == null ? "none, see --webhook-url" : webhookUrl);
    out.printf("  console     %s%s%n", sandbox.baseUrl(), Console.HOME);
    out.printf("  reached by  %s%n", reachedBy());
    out.println(
        "  state       in memory: a restart forgets authorizations"
            + (webhookKey == null ? " and the webhook key (--webhook-key FILE keeps it)" : ""));
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private String reachedBy() throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress()
        ? "this machine only"
        : "every machine that can reach this address";
  }

  private SandboxBuilder describe(Map<String, String> registered, PrintWriter out) {
    SandboxBuilder builder =
        Sandbox.builder()
            .host(host)
            .port(port)
            .window(Duration.ofMillis(window))
            .failStatus(failStatus)
            .webhookRetryDelay(Duration.ofMillis(webhookRetry))
            .credentials(apiKey, secretKey)
            .log(
                line -> {
                  out.println(TIME.format(Instant.now()) + " " + line);
                  out.flush();
                });
    registered.forEach(builder::merchant);
    scopes.forEach(builder::scope);
    if (webhookUrl != null) {
      builder.webhookUrl(webhookUrl);
    }
    if (webhookKey != null) {
      builder.webhookKey(webhookKey);
    }
    return builder;
  }

  private Map<String, String> registered() {
    Map<String, String> registered = new LinkedHashMap<>();
    for (String merchant : merchants) {
      String[] idAndName = merchant.split("=", 2);
      registered.put(idAndName[0], idAndName[idAndName.length - 1]);
    }
    return registered;
  }

  /** The version of the jar that this class is in. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SandboxCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "${ROOT-COMMAND-NAME} " + (version == null ? "(not from a jar)" : version)
      };
    }
  }
}
