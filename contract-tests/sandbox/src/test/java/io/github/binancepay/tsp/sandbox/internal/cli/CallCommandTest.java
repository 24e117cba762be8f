package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@ExtendWith(SandboxExtension.class)
class CallCommandTest {
  @Test
  void callsEveryOperationThatHasNoParametersWithoutABody(Sandbox sandbox) {
    for (Operation operation : Operations.ALL) {
      if (operation.checks().isEmpty()) {
        CommandRun run = call(sandbox.baseUrl() + "/", operation.operationId());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"status\":\"SUCCESS\"").endsWith("}\n").hasLineCount(1);
        assertThat(run.err()).isEqualTo("HTTP 200\n");
      }
    }
  }

  @Test
  void sendsWhatItIsGivenAsItIs(Sandbox sandbox, @TempDir Path folder) throws IOException {
    String request =
        """
        { "merchantId": "merchant1", "scopes": ["CONVERT"],
         "ipWhitelist": ["192.168.1.1"] }
        """;
    Path file = Files.writeString(folder.resolve("body.json"), request);

    assertThat(call(sandbox.baseUrl(), "createAuthorization", "--body=" + file).out())
        .contains("authorizationId");
    assertThat(call(sandbox.baseUrl(), "createAuthorization", "-d", request).out())
        .contains("authorizationId");
    assertThat(
            CommandRun.of(
                    Map.of(),
                    request.getBytes(UTF_8),
                    "call",
                    "createAuthorization",
                    "--body=-",
                    "--base-url=" + sandbox.baseUrl())
                .out())
        .contains("authorizationId");
  }

  @Test
  void saysWhyACallWasRefused(Sandbox sandbox) {
    CommandRun run = call(sandbox.baseUrl(), "queryAuthorizations", "-d", "{\"page\":0}");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("\"code\":\"400100\"");
    assertThat(run.err()).startsWith("HTTP 400\nSandbox-Diagnosis: ").contains("rows");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    String url;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + closed.getLocalPort();
    }

    CommandRun run = call(url, "queryScopes");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .isEqualTo("Nothing listens at " + url + "; nothing was sent.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0   | ''                                        | 1",
        "200 | {\"status\":\"SUCCESS\",\"code\":\"000000\"} | 0",
        "400 | {\"status\":\"SUCCESS\",\"code\":\"000000\"} | 0",
        "200 | {\"status\":\"FAIL\",\"code\":\"400002\"}    | 1",
        "200 | {\"status\":\"SUCCESS\",\"code\":0}          | 1",
        "307 | {\"status\":\"FAIL\"}                       | 1",
        "403 | <html>                                    | 1",
        "503 | ''                                        | 1"
      })
  void theEnvelopeDecidesAfterOnePost(int httpStatus, String body, int status)
      throws IOException, InterruptedException {
    AtomicInteger requests = new AtomicInteger();
    Thread serving;
    try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort();
      serving = new Thread(() -> serve(server, requests, response(httpStatus, url, body)));
      serving.start();

      assertThat(call(url, "queryScopes").status()).isEqualTo(status);
    }
    serving.join();
    assertThat(requests).hasValue(1);
  }

  private static String response(int httpStatus, String url, String body) {
    return httpStatus == 0
        ? ""
        : "HTTP/1.1 %d X\r\nLocation: %s/\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(httpStatus, url, body.length(), body);
  }

  private static void serve(ServerSocket server, AtomicInteger requests, String response) {
    while (true) {
      try (Socket socket = server.accept()) {
        InputStream in = socket.getInputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
          head += (char) in.read();
        }
        in.readNBytes(2);
        requests.incrementAndGet();
        socket.getOutputStream().write(response.getBytes(UTF_8));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static CommandRun call(String url, String operation, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "call";
    arguments[1] = operation;
    arguments[2] = "--base-url=" + url;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(Map.of(), new byte[0], arguments);
  }
}
