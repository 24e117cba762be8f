package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxBuilder;
import io.github.binancepay.tsp.sandbox.internal.console.Console;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import java.io.IOException;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sandbox as a program: {@code java -jar binance-pay-sandbox.jar}. */
@Command(
    name = "binance-pay-sandbox",
    description = {
      "Stands in for the authorizations of Binance Pay on this machine.",
      "The default command is serve."
    })
public final class SandboxCommand implements Callable<Integer> {
  /** Of the log's lines: ISO 8601, UTC, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final Terminal terminal;

  // The default is also the port of the document's local server.
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port to listen on; 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "address to listen on (default: ${DEFAULT-VALUE}, which only this machine reaches)")
  private String host = "127.0.0.1";

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "accepted API key (default: ${DEFAULT-VALUE})")
  private String apiKey = Sandbox.DEFAULT_API_KEY;

  @Option(
      names = "--secret-key",
      paramLabel = "KEY",
      description =
          "secret key of the API key (default: ${DEFAULT-VALUE}). It is printed: do not use a real"
              + " one")
  private String secretKey = Sandbox.DEFAULT_SECRET_KEY;

  @Option(
      names = "--merchant",
      paramLabel = "ID[=NAME]",
      defaultValue = Sandbox.DEFAULT_MERCHANT_ID + "=Merchant One",
      description = "registered merchant, repeatable (default: ${DEFAULT-VALUE})")
  private List<String> merchants;

  @Option(
      names = "--scope",
      paramLabel = "NAME",
      description = "scope that a request may contain, repeatable (default: ${DEFAULT-VALUE})")
  private List<String> scopes = Provider.Settings.DEFAULT_SCOPES;

  @Option(
      names = "--webhook-url",
      paramLabel = "URL",
      description = "URL that receives notifications, http or https (default: none)")
  private String webhookUrl;

  @Option(
      names = "--webhook-key",
      paramLabel = "FILE",
      description =
          "RSA private key that signs notifications, PEM, PKCS#8 (default: a new key at each start)")
  private Path webhookKey;

  @Option(
      names = "--webhook-retry",
      paramLabel = "MILLISECONDS",
      description =
          "delay before the first retry of a notification; doubles with each retry (default:"
              + " ${DEFAULT-VALUE})")
  private long webhookRetry = Limits.WEBHOOK_RETRY_DELAY.toMillis();

  @Option(
      names = "--window",
      paramLabel = "MILLISECONDS",
      description =
          "accepted difference of a timestamp from this clock (default: ${DEFAULT-VALUE}, like the"
              + " provider)")
  private long window = Limits.WINDOW.toMillis();

  @Option(
      names = "--fail-status",
      paramLabel = "STATUS",
      description =
          "HTTP status of failures (default: ${DEFAULT-VALUE}; the provider documents none)")
  private int failStatus = Limits.FAIL_STATUS;

  SandboxCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs until the process is stopped. Exits with status 2 if a flag is wrong, and 1 if it cannot
   * listen.
   */
  public static void main(String[] arguments) {
    System.exit(Commands.of(Terminal.ofProcess()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, UnknownHostException {
    Map<String, String> registered = new LinkedHashMap<>();
    for (String merchant : merchants) {
      String[] idAndName = merchant.split("=", 2);
      registered.put(idAndName[0], idAndName[idAndName.length - 1]);
    }
    Sandbox sandbox;
    try {
      sandbox = settings(registered).start();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage());
    } catch (IOException e) {
      terminal.note(e.getMessage() + ". Choose another --port (--port 0 for any free) or --host.");
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-shutdown"));
    printStart(sandbox.baseUrl(), registered);
    new CountDownLatch(1).await();
    return 0;
  }

  private SandboxBuilder settings(Map<String, String> registered) {
    SandboxBuilder builder =
        Sandbox.builder()
            .host(host)
            .port(port)
            .window(Duration.ofMillis(window))
            .failStatus(failStatus)
            .webhookRetryDelay(Duration.ofMillis(webhookRetry))
            .credentials(apiKey, secretKey)
            .log(line -> print(TIME.format(Instant.now()) + " " + line));
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

  private void printStart(String baseUrl, Map<String, String> registered)
      throws UnknownHostException {
    print("Binance Pay sandbox listening on " + baseUrl);
    print("  API key     " + apiKey);
    print("  secret key  " + secretKey);
    registered.forEach((id, name) -> print("  merchant    " + id + " (" + name + ")"));
    print("  webhook     " + (webhookUrl == null ? "none, see --webhook-url" : webhookUrl));
    print("  console     " + baseUrl + Console.HOME);
    print(
        "  reached by  "
            + (InetAddress.getByName(host).isLoopbackAddress()
                ? "this machine only"
                : "every machine that can reach this address"));
    print(
        "  state       in memory: a restart forgets authorizations"
            + (webhookKey == null ? " and the webhook key (--webhook-key FILE keeps it)" : ""));
  }

  private void print(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
