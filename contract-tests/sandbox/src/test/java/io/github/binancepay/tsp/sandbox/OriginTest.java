package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest extends SandboxFixture {
  @ParameterizedTest
  @CsvFileSource(resources = "foreign-sites.csv")
  void rejectsRequestsFromAnotherSite(String row) throws IOException {
    String port = Integer.toString(URI.create(sandbox.baseUrl()).getPort());
    String headers =
        row.replace("HOST", host()).replace("PORT", port).replace(" & ", "\r\n") + "\r\n";
    Reply created = send();
    String id = created.text("authorizationId");

    for (String line :
        List.of(
            "GET /",
            "GET /sandbox",
            "GET /sandbox/requests",
            "GET /reference",
            "GET " + created.text("redirectUrl").substring(sandbox.baseUrl().length()),
            "POST /sandbox/authorizations/" + id + "/agree",
            "POST /sandbox/webhook-key/rotate",
            "POST /sandbox/faults/twice",
            "POST /sandbox/reset",
            "POST /sandbox/deliveries/1/resend",
            "POST /sandbox/call/createAuthorization",
            "POST /sandbox/none")) {
      for (String accept : List.of("", BROWSER)) {
        Reply reply = sendTo(sandbox, line, headers + accept, "");
        assertThat(reply.httpStatus()).as(line).isEqualTo(403);
        assertThat(reply.body())
            .contains(". The sandbox is at " + sandbox.baseUrl())
            .doesNotContain(id);
      }
    }
    assertThat(record()).contains("PENDING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"
      })
  void opensFromALinkAndAnswersItsOwnScripts(String headers) throws IOException {
    assertThat(send("GET /", headers, "").httpStatus()).isEqualTo(200);
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
  void acceptsOwnHosts(String listensOn, String name) throws IOException {
    restart(builder().host(listensOn));
    String host = name + ":" + URI.create(sandbox.baseUrl()).getPort();
    String headers = "Host: " + host + "\r\n";
    String form = headers + "Origin: http://" + host + "\r\nSec-Fetch-Site: same-origin\r\n";
    String agree = "POST /sandbox/authorizations/" + create() + "/agree";

    assertThat(sendTo(sandbox, "GET /", headers, "").httpStatus()).isEqualTo(200);
    assertThat(sendTo(sandbox, agree, form, "").httpStatus()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: http://evil.example", "Sec-Fetch-Site: same-origin"})
  void rejectsABrowserThatReachesAnOperationByAForeignHost(String header) throws IOException {
    String line = "POST " + TestRequest.PATH;
    String foreign = "Host: evil.example\r\n" + header + "\r\n";

    Reply rejected = sendTo(sandbox, line, foreign, "{}").assertBlocked();

    assertThat(rejected.headers())
        .containsEntry("Sandbox-Diagnosis", "the Host is not the sandbox's");
    send(line, header + "\r\n", "{}").assertFailure("400007");
  }

  @Test
  void acceptsAProgramThatReachesAnOperationByAnyHost() throws IOException {
    sendTo(sandbox, "POST " + TestRequest.PATH, "Host: sandbox:8080\r\n", "{}")
        .assertFailure("400007");
  }
}
