package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.StrictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a signed call. */
@Command(
    name = "call",
    description = {
      "Makes a signed call, with one POST, and prints the body of the response.",
      "Ends with 0 if it was a success, 1 if it was refused or there was no response, 2 if a flag is"
          + " wrong."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class CallCommand implements Callable<Integer> {
  static final String EXAMPLE =
      """
      java -jar JAR call createAuthorization --base-url http://127.0.0.1:8080 \\
        --data '{"merchantId":"merchant1","scopes":["CONVERT"],"ipWhitelist":["192.168.1.1"]}'
      """;

  static final String LOCAL_SANDBOX = "http://127.0.0.1:" + SandboxCommand.DEFAULT_PORT;
  private static final byte[] NO_PARAMETERS = "{}".getBytes(UTF_8);

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "OPERATION",
      completionCandidates = Names.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  private String operation;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "JSON",
      description = "the body; those operations that have no parameters need none")
  private String data;

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "the body in a file, whose bytes are sent as they are; - for standard input")
  private String body;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      defaultValue = LOCAL_SANDBOX,
      description =
          "where to call (default: ${DEFAULT-VALUE}); only loopback addresses may be http, or be"
              + " called with the sandbox's keys")
  private String baseUrl;

  @Mixin private KeyOptions keyOptions;

  CallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Operation called =
        Operations.ALL.stream()
            .filter(known -> known.operationId().equals(operation))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "OPERATION must be one of " + String.join(", ", new Names())));
    SigningKeys keys = keyOptions.keys(terminal, err);
    SignedCall call = new SignedCall("--base-url", baseUrl, keys);
    byte[] sent = body(called, err);
    try {
      SignedCall.Response response = call.send(called, sent);
      print(response, err);
      return isSuccess(response) ? 0 : 1;
    } catch (ConnectException e) {
      err.print("Nothing listens at " + baseUrl + "; nothing was sent.\n");
      return 1;
    } catch (IOException e) {
      err.printf(
          "No response from %s (%s); the request may have been received all the same.\n",
          baseUrl, Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
      return 1;
    } finally {
      err.flush();
    }
  }

  private byte[] body(Operation called, PrintWriter err) {
    if (data != null && body != null) {
      throw new InputException("--data and --body are both given; expected one of them");
    }
    if (body != null) {
      return terminal.read("--body", body, "the body", Limits.BODY_BYTES, err);
    }
    if (data == null) {
      if (called.checks().isEmpty()) {
        return NO_PARAMETERS;
      }
      throw new InputException(
          "--data is missing, for "
              + operation
              + " has parameters; give --data JSON or --body FILE");
    }
    if (data.startsWith("@")) {
      throw new InputException("--data takes JSON; --body FILE reads a file");
    }
    // Java's way to say that the locale has no such character.
    if (data.indexOf('\uFFFD') >= 0) {
      throw new InputException(
          "--data has characters that are lost in this locale; set LC_ALL=C.UTF-8, or use --body FILE");
    }
    return data.getBytes(UTF_8);
  }

  private void print(SignedCall.Response response, PrintWriter err) {
    err.print("HTTP " + response.httpStatus() + "\n");
    response
        .diagnosis()
        .ifPresent(
            text -> err.print("Sandbox-Diagnosis: " + text.replaceAll("[^ -~]", "?") + "\n"));
    try {
      terminal.out().write(response.body());
      if (!new String(response.body(), UTF_8).endsWith("\n")) {
        terminal.out().write('\n');
      }
      terminal.out().flush();
    } catch (IOException e) {
      // Whoever reads it has read enough; how the call ended stands in the exit status.
    }
  }

  /** The envelope decides, and not the HTTP status. */
  private static boolean isSuccess(SignedCall.Response response) {
    Map<String, JsonElement> envelope = StrictJson.object(response.body()).orElse(Map.of());
    return new JsonPrimitive("SUCCESS").equals(envelope.get("status"))
        && new JsonPrimitive("000000").equals(envelope.get("code"));
  }

  /** The names of the operations. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Operations.ALL.stream().map(Operation::operationId).iterator();
    }
  }
}
