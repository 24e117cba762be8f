package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What open consoles are told. */
@Timeout(60)
class EventStreamTest extends SandboxFixture {
  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void tellsWhatHappensOnceAndInHtml() throws IOException {
    BufferedReader events = listen("", "");
    assertThat(read(events, "event: settings")).contains("event: restart", "event: deliveries");

    String id = send().assertCreated().text("authorizationId");
    assertThat(read(events, "</article>")).contains("id=\"a-" + id + "\"", "event: requests");
    sandbox.agree(id);
    assertThat(read(events, "not sent: there is no webhook URL")).contains("AUTHORIZED");
    send(request -> request.signature(String::toLowerCase));

    assertThat(read(events, "400002")).contains("event: requests").doesNotContain(id, "restart");
  }

  @Test
  void goesOnWhereAListenerHasStopped() throws IOException {
    send();
    String id = read(listen("", ""), "id: ").lines().reduce("", (one, next) -> next).substring(4);
    send(request -> request.signature(String::toLowerCase));

    for (String[] way :
        new String[][] {{"?after=" + id, ""}, {"", "Last-Event-ID: " + id + "\r\n"}}) {
      assertThat(read(listen(way[0], way[1]), "400002"))
          .doesNotContain("event: restart", "000000 SUCCESS", "event: authorizations");
    }
  }

  @Test
  void startsOverForAListenerOfAnotherSandboxOrOfNone() throws IOException {
    send();
    for (String after : List.of("", "?after=00000000.7.7.7.7", "?after=x", "?after=..", "?x")) {
      assertThat(read(listen(after, ""), "000000 SUCCESS")).contains("event: restart");
    }
  }

  // It would wait for a day if the stream did not end.
  @Timeout(60)
  @Test
  void endsWhenTheSandboxIsClosedWhoeverReadsOrDoesNot() throws IOException {
    sandbox.close();
    sandbox = builder().closeTimeout(Duration.ofDays(1)).start();
    BufferedReader reads = listen("", "");
    read(reads, "event: settings");
    listen("", "");
    String body = "{\"x\":\"" + "y".repeat(LoggedRequest.MAX_BODY) + "\"}";
    for (int i = 0; i < 300; i++) {
      send(request -> request.body(body));
    }

    sandbox.close();

    while (reads.readLine() != null) {
      // It is the end that is waited for.
    }
  }

  @Test
  void refusesMoreListenersThanItIsMadeFor() throws IOException {
    for (int i = 0; i < EventStream.MAX_LISTENERS; i++) {
      listen("", "");
    }

    assertThat(connect("", "").readLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
    send().assertCreated();

    for (Socket socket : open) {
      socket.close();
    }
    for (String line = ""; !line.contains("200"); line = connect("", "").readLine()) {
      // Those that have gone are noticed when something is written to them.
      send();
    }
  }

  @Test
  void isHeardByItsOwnPagesOnly() throws IOException {
    for (String headers :
        List.of(
            "Origin: http://evil.example\r\n",
            "Origin: null\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n",
            "Sec-Fetch-Site: same-site\r\n")) {
      assertThat(connect("", headers).readLine()).as(headers).contains(" 403 ");
    }
  }

  /** Opens a stream, and returns it behind its head. */
  private BufferedReader listen(String query, String headers) throws IOException {
    BufferedReader events = connect(query, headers);
    assertThat(events.readLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(read(events, "Transfer-Encoding")).contains("Content-Type: text/event-stream");
    return events;
  }

  private BufferedReader connect(String query, String headers) throws IOException {
    URI uri = URI.create(sandbox.baseUrl());
    Socket socket = new Socket();
    open.add(socket);
    socket.setReceiveBufferSize(4 * 1024);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String head =
        "GET /sandbox/events%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(query, uri.getAuthority(), headers);
    socket.getOutputStream().write(head.getBytes(UTF_8));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  /** Reads up to the first line that has this, and it. */
  private static String read(BufferedReader events, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      String line = events.readLine();
      // A heartbeat: there is no news.
      assertThat(line).as(text.toString()).isNotNull().isNotEqualTo(":");
      text.append(line).append('\n');
      if (line.contains(end)) {
        return text.toString();
      }
    }
  }
}
