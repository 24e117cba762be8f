package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that no client library sends: broken ones, others whose end two servers might see in
 * different places, other protocols, and bodies that arrive slowly or not at all.
 */
class RawRequestsTest extends SandboxFixture {
  private static final String POST = "POST " + TestRequest.PATH + " HTTP/1.1\r\n";
  private static final String HOST = "Host: sandbox\r\n";
  private static final String HALF_A_BODY = POST + HOST + "Content-Length: 100000\r\n\r\n{";
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

  private final List<Socket> slow = new ArrayList<>();

  @AfterEach
  void closeSlowConnections() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  static List<RequestChange> rawRequests() throws IOException {
    return RequestChange.rows("raw-requests.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rawRequests")
  void rejectsARequest(RequestChange row) throws IOException {
    String bytes =
        RequestChange.repeated(row.change().translateEscapes())
            .replace("{POST}", POST)
            .replace("{HOST}", HOST)
            .replace("{RIGHT}", new TestRequest().raw());

    String responses = exchange(bytes);

    if (row.code().equals("refused")) {
      Reply.of(responses.getBytes(ISO_8859_1)).assertRejected();
    }
    assertThat(statuses(responses)).allMatch(status -> status.startsWith("4"), "is a refusal");
    assertThat(responses)
        .doesNotContain("SUCCESS", "s3cr3t", "Exception", "\tat ", "java.", "jetty");
    send().assertCreated();
  }

  @Test
  void respondsToPipelinedRequestsInTheirOrder() throws IOException {
    String rejected = new TestRequest().merchantId("nobody").raw();
    String right = new TestRequest().raw();

    assertThat(statuses(exchange(right + rejected + new TestRequest().raw())))
        .containsExactly("200", "400", "200");
  }

  @Test
  void acceptsATargetInAbsoluteForm() throws IOException {
    String throughAProxy = new TestRequest().raw().replace("POST /", "POST http://sandbox/");

    assertThat(exchange(throughAProxy)).contains("SUCCESS");
  }

  @Test
  void readsAChunkedBody() throws IOException {
    reply(chunked(new TestRequest())).assertCreated();
    reply(chunked(new TestRequest().behindBody(" ".repeat(128 * 1024)))).assertFailure("400104");
  }

  @Test
  void rejectsTooManyUnfinishedBodiesWhichHoldNoThread() throws Exception {
    sendSlowly(Limits.UNFINISHED_BODIES + 20);

    send().assertCreated();
    assertThat(receiveAll(firstAnswered())).contains("too many bodies have not arrived yet");
  }

  @Test
  void rejectsABodyAfterItsTimeoutThatSlowBytesDoNotExtend() throws Exception {
    restart(builder().with(it -> it.bodyTimeout = Duration.ofMillis(200)));
    sendSlowly(2);
    Thread drips = new Thread(() -> drip(slow.get(1)));
    drips.start();

    assertThat(receiveAll(slow.get(0))).contains("400001", "the body took too long to arrive");
    drips.join(20_000);
    assertThat(drips.isAlive()).as("the second connection is open").isFalse();
    send().assertCreated();
  }

  private void sendSlowly(int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      slow.add(sendRaw(HALF_A_BODY));
    }
  }

  private Socket firstAnswered() throws IOException, InterruptedException {
    while (true) {
      for (Socket socket : slow) {
        if (socket.getInputStream().available() > 0) {
          return socket;
        }
      }
      Thread.sleep(1);
    }
  }

  /** Sends bytes until the connection is closed. */
  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write('x');
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static String chunked(TestRequest request) {
    String chunks =
        Pattern.compile("(?s).{1,99}")
            .matcher(new String(request.body(), UTF_8))
            .replaceAll(
                chunk ->
                    Integer.toHexString(chunk.group().length()) + "\r\n" + chunk.group() + "\r\n");
    String headers = POST + HOST + request.headerLines() + "Transfer-Encoding: chunked\r\n\r\n";
    return headers + chunks + "0\r\n\r\n";
  }

  private static List<String> statuses(String responses) {
    return STATUS_LINE.matcher(responses).results().map(status -> status.group(1)).toList();
  }

  private Reply reply(String request) throws IOException {
    return Reply.of(exchange(request).getBytes(ISO_8859_1));
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = sendRaw(request)) {
      socket.shutdownOutput();
      return receiveAll(socket);
    }
  }
}
