package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.Gson;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what the hand-written face of the client knows of the API against the document. */
class ClientAgainstDocumentTest {
  private static final OpenAPI DOCUMENT =
      new OpenAPIV3Parser()
          .read(ClientAgainstDocumentTest.class.getResource("/binance-pay.yaml").toString());
  private static final ApiCredentials CREDENTIALS = ApiCredentials.of("key", "hush");

  @Test
  void theDefaultBaseUrlIsTheFirstServer() {
    assertThat(BinancePayClient.builder().credentials(CREDENTIALS).build().toString())
        .contains(DOCUMENT.getServers().get(0).getUrl());
  }

  @ParameterizedTest
  @MethodSource("requiredOfARequest")
  void aRequestWithoutARequiredFieldIsRefused(String field) {
    ObjectNode json = example("SampleRequest");
    json.remove(field);
    CreateAuthorizationRequest request =
        new Gson().fromJson(json.toString(), CreateAuthorizationRequest.class);
    BinancePayClient client = BinancePayClient.builder().credentials(CREDENTIALS).build();

    assertThatThrownBy(() -> client.createAuthorization(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  @ParameterizedTest
  @MethodSource("requiredOfAnAuthorization")
  void anAuthorizationWithoutARequiredFieldIsRefused(String field) throws IOException {
    ObjectNode answer = example("Created");
    ((ObjectNode) answer.get("data")).remove(field);
    CreateAuthorizationRequest request =
        new Gson().fromJson(example("SampleRequest").toString(), CreateAuthorizationRequest.class);
    HttpServer server = answering(answer.toString());
    try {
      BinancePayClient client =
          BinancePayClient.builder()
              .credentials(CREDENTIALS)
              .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
              .build();

      assertThatThrownBy(() -> client.createAuthorization(request))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("data." + field + " is missing");
    } finally {
      server.stop(0);
    }
  }

  static List<String> requiredOfARequest() {
    return required("CreateAuthorizationRequest");
  }

  static List<String> requiredOfAnAuthorization() {
    return required("Authorization");
  }

  private static List<String> required(String name) {
    Schema<?> schema = DOCUMENT.getComponents().getSchemas().get(name);
    return schema.getRequired();
  }

  private static ObjectNode example(String name) {
    return ((ObjectNode) DOCUMENT.getComponents().getExamples().get(name).getValue()).deepCopy();
  }

  private static HttpServer answering(String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }
}
