package io.github.binancepay.tsp.sandbox.internal.cli;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a signing proxy. */
@Command(
    name = "proxy",
    description = {
      "Signs each request and forwards it to a provider. Listens on 127.0.0.1 only.",
      "Replaces or adds timestamp, nonce and signature. Adds the API key if a request has none."
    })
final class ProxyCommand implements Callable<Integer> {
  static final String EXAMPLE =
      """
      java -jar JAR proxy --target http://127.0.0.1:8080 &
      curl -sS --retry 9 --retry-connrefused -H 'Content-Type: application/json' \\
        -d '{"page":1,"rows":10}' http://127.0.0.1:8081/binancepay/openapi/service/provider/record
      """;

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private final Terminal terminal;

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
    if (port < 0 || port > 65535) {
      throw new InputException("--port must be from 0 to 65535");
    }
    SigningKeys keys = keyOptions.keys(terminal);
    String baseUrl = baseUrl(target, keys);
    try {
      SigningProxy proxy = new SigningProxy(baseUrl, keys, port);
      terminal.out().printf("Binance Pay signing proxy listening on %s", proxy.baseUrl());
      terminal.out().printf(" for %s%n", baseUrl).flush();
    } catch (IOException e) {
      terminal.note(e.getMessage() + ". Choose another --port (--port 0 for any free one).");
      return 1;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /** Reads a base URL, without a slash at its end; rejects one that must not get these keys. */
  static String baseUrl(String target, SigningKeys keys) {
    URI url;
    try {
      url = URI.create(target);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || url.getPort() > 65535
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw malformed();
    }
    boolean loopback = LOOPBACK.matcher(url.getHost()).matches();
    if (!loopback && url.getScheme().equals("http")) {
      throw new InputException("--target must be https, unless its host is a loopback address");
    }
    if (!loopback && !keys.given()) {
      throw new InputException(
          "--target is not a loopback address, and the sandbox's default keys are for loopback"
              + " only; set "
              + KeyOptions.VARIABLES);
    }
    return target.replaceFirst("/+$", "");
  }

  private static InputException malformed() {
    return new InputException(
        "--target must be an http or https URL of scheme, host, port and an optional path, such as"
            + " http://127.0.0.1:8080");
  }
}
