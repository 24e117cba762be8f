package io.github.binancepay.tsp.consumers;

import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;

/** One sandbox for all consumers, and the receiver of its notifications. */
final class Servers {
  private Servers() {}

  /** Starts both on the given ports and stops with the process that started this one. */
  public static void main(String[] ports) throws IOException {
    WebhookRelay relay = new WebhookRelay(Integer.parseInt(ports[1]));
    Sandbox sandbox =
        Sandbox.builder()
            .port(Integer.parseInt(ports[0]))
            // On a busy machine a second may pass between signing and sending.
            .window(Duration.ofSeconds(10))
            .webhookUrl(relay.url("/webhook"))
            .start();
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
    sandbox.close();
    relay.close();
    System.exit(0);
  }
}
