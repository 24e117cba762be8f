package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of Host and Origin. */
class OriginTest extends ConsoleFixture {
  @ParameterizedTest
  @CsvSource({
    "'Origin: http://evil.example', 403",
    "'Origin: null', 403",
    "'Sec-Fetch-Site: cross-site', 403",
    "'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors', 403",
    "'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate', 200",
    "'Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors', 200"
  })
  void opensFromAnySiteButIsReadByItsOwnPagesOnly(String headers, int status) throws IOException {
    String sent = headers.replace("\\r\\n", "\r\n") + "\r\n";
    assertThat(send("GET /", sent, "").httpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://HOST",
        "Origin: http://HOST.evil.example",
        "Origin: http://HOST\r\nOrigin: http://evil.example",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://HOST\r\nSec-Fetch-Site: cross-site"
      })
  void rejectsActionsOfAnotherSite(String headers) throws IOException {
    String id = create();
    String sent = headers.replace("HOST", host()) + "\r\n";
    for (String path :
        List.of(
            "/sandbox/authorizations/" + id + "/agree",
            "/sandbox/webhook-key/rotate",
            "/sandbox/faults/twice",
            "/sandbox/reset",
            "/sandbox/deliveries/1/resend",
            "/sandbox/call/createAuthorization",
            "/sandbox/none")) {
      assertThat(post(path, sent, "").httpStatus()).isEqualTo(403);
      assertThat(post(path, sent + BROWSER, "").httpStatus()).isEqualTo(403);
    }
    assertThat(record()).contains("PENDING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example\r\n",
        "Host: evil.example:PORT\r\n",
        "Host: 127.0.0.1\r\n",
        "Host: 127.0.0.1:1\r\n",
        "Host: 127.0.0.1.evil.example:PORT\r\n",
        "Host: localhost.evil.example:PORT\r\n",
        "Host: 192.0.2.1:PORT\r\n",
        "Host: evil.example:PORT\r\nOrigin: http://evil.example:PORT\r\n"
      })
  void rejectsForeignHosts(String headers) throws IOException {
    Reply created = send();
    String review = created.text("redirectUrl").substring(sandbox.baseUrl().length());
    String action = "/sandbox/authorizations/" + created.text("authorizationId") + "/agree";

    for (String line :
        List.of(
            "GET /",
            "GET /sandbox",
            "GET /sandbox/requests",
            "GET /reference",
            "GET " + review,
            "POST " + action)) {
      Reply reply = sendRaw(sandbox, line, headers.replace("PORT", port()), "");
      assertThat(reply.httpStatus()).as(line).isEqualTo(403);
      assertThat(reply.body())
          .contains("the Host is not the sandbox's. The sandbox is at " + sandbox.baseUrl())
          .doesNotContain(created.text("authorizationId"));
    }
    assertThat(record()).contains("PENDING");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, localhost",
    "127.0.0.1, LocalHost",
    "127.0.0.1, 127.0.0.2",
    "localhost, localhost",
    "0.0.0.0, 127.0.0.1",
    "'::1', '[::1]'",
    "'::', '[::1]'"
  })
  void acceptsItsOwnHosts(String listensOn, String name) throws IOException {
    try (Sandbox own = builder().host(listensOn).start()) {
      String id = new TestRequest().sendTo(own).text("authorizationId");
      String host = name + ":" + URI.create(own.baseUrl()).getPort();
      String headers = "Host: " + host + "\r\n";

      assertThat(sendRaw(own, "GET /", headers, "").httpStatus()).isEqualTo(200);
      Reply reply =
          sendRaw(
              own,
              "POST /sandbox/authorizations/" + id + "/agree",
              headers + "Origin: http://" + host + "\r\nSec-Fetch-Site: same-origin\r\n",
              "");
      assertThat(reply.httpStatus()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: http://evil.example", "Sec-Fetch-Site: same-origin"})
  void aBrowserReachesOperationsByAnOwnHostOnly(String header) throws IOException {
    String line = "POST " + TestRequest.PATH;
    String foreign = "Host: evil.example:" + port() + "\r\n" + header + "\r\n";

    Reply rejected = sendRaw(sandbox, line, foreign, "{}").assertBlocked();

    assertThat(rejected.headers())
        .containsEntry("Sandbox-Diagnosis", "the Host is not the sandbox's");
    send(line, header + "\r\n", "{}").assertFailure("400007");
  }

  @Test
  void aProgramReachesOperationsByAnyHost() throws IOException {
    sendRaw(sandbox, "POST " + TestRequest.PATH, "Host: sandbox:8080\r\n", "{}")
        .assertFailure("400007");
  }
}
