package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the consumers with what was deployed, and runs them against one sandbox: {@code mvn deploy
 * -Pconsumers}. Ends with status 1 if one does not do what is expected of it.
 */
final class ConsumersCheck {
  private ConsumersCheck() {}

  /** Runs those of {@code -Dconsumers.only}, or all. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // The table has characters that the locale's character set may lack.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    Path module = Path.of(System.getProperty("consumers.basedir"));
    Path target = module.resolve("target/consumers");
    String only = System.getProperty("consumers.only", "");
    List<Consumer> consumers = new ArrayList<>(Consumer.in(module, target));
    if (!only.isBlank()) {
      Set<String> names = Set.of(only.split("[, ]+"));
      consumers.removeIf(consumer -> !names.contains(consumer.name()));
      if (consumers.size() < names.size()) {
        System.err.println("-Dconsumers.only=" + only + " names what is no folder of " + module);
        System.exit(1);
      }
    }
    ConsumersBuild build = new ConsumersBuild(target);
    // The window is wide, since a busy machine may take a second between signing and sending.
    try (WebhookRelay relay = new WebhookRelay();
        Sandbox sandbox =
            Sandbox.builder()
                .window(Duration.ofSeconds(10))
                .webhookUrl(relay.url("/webhook"))
                .start()) {
      build.run(
          consumers,
          Map.of(
              "BINANCE_PAY_BASE_URL",
              sandbox.baseUrl(),
              "BINANCE_PAY_API_KEY",
              Sandbox.DEFAULT_API_KEY,
              "BINANCE_PAY_SECRET_KEY",
              Sandbox.DEFAULT_SECRET_KEY,
              "RELAY_URL",
              relay.url("/deliveries/")));
    }
    List<ConsumerReport> reports = new ArrayList<>();
    List<String> log = Files.readAllLines(build.log());
    for (Consumer consumer : consumers) {
      reports.add(ConsumerReport.of(consumer, log));
    }
    out.print(ConsumerReport.table(reports));
    out.println("Maven's log: " + build.log());
    System.exit(reports.stream().allMatch(ConsumerReport::asExpected) ? 0 : 1);
  }
}
