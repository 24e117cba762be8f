package io.github.binancepay.tsp.sandbox.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a signing proxy. */
@Command(
    name = "proxy",
    description = {
      "Signs each request and forwards it to a provider. Listens on 127.0.0.1 only.",
      "Replaces or adds timestamp, nonce and signature. Adds the API key if a request has none."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ProxyCommand implements Callable<Integer> {
  static final String EXAMPLE =
      """
      java -jar JAR proxy --target http://127.0.0.1:8080 &
      curl -sS --retry 9 --retry-connrefused -H 'Content-Type: application/json' \\
        -d '{"page":1,"rows":10}' http://127.0.0.1:8081/binancepay/openapi/service/provider/record
      """;

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "URL",
      required = true,
      description = "base URL of the provider; http for loopback addresses only")
  private String target;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "port to listen on; 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port;

  @Mixin private KeyOptions keyOptions;

  ProxyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (port < 0 || port > 65535) {
      throw new InputException("--port must be from 0 to 65535");
    }
    SigningKeys keys = keyOptions.keys(terminal, err);
    TargetUrl checked = TargetUrl.of("--target", target, keys);
    try {
      SigningProxy proxy = new SigningProxy(checked, keys, port);
      out.printf("Binance Pay signing proxy listening on %s for %s%n", proxy.baseUrl(), checked);
      out.flush();
    } catch (IOException e) {
      err.println(e.getMessage() + ". Choose another --port (--port 0 for any free one).");
      return 1;
    }
    new CountDownLatch(1).await();
    return 0;
  }
}
