package io.github.binancepay.tsp.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** Calls the console's API as a program does, or as a browser. */
abstract class ConsoleFixture extends SandboxFixture {
  static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

  final String create() {
    return send().assertCreated().text("authorizationId");
  }

  final String record() {
    return call(QueryAuthorizations.OPERATION, "{\"page\":1,\"rows\":10}").body();
  }

  /** The requests that the console lists, oldest first. */
  final List<JsonObject> requests() throws IOException {
    return objects(get("/sandbox/requests").json().getAsJsonArray("requests"));
  }

  /** The deliveries that the console lists, newest first. */
  final List<JsonObject> deliveries() throws IOException {
    return objects(get("/sandbox/deliveries").json().getAsJsonArray("deliveries"));
  }

  static List<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  final Reply get(String path) throws IOException {
    return send("GET " + path, "", "");
  }

  final Reply post(String path) throws IOException {
    return post(path, "", "");
  }

  final Reply post(String path, String headers, String form) throws IOException {
    return send("POST " + path, headers, form);
  }

  final Reply send(String line, String headers, String form) throws IOException {
    return sendRaw(sandbox, line, "Host: " + host() + "\r\n" + headers, form);
  }

  static Reply sendRaw(Sandbox to, String line, String headers, String form) throws IOException {
    try (Socket socket =
        sendRaw(
            to.baseUrl(),
            "%s HTTP/1.1\r\n%sConnection: close\r\nContent-Length: %s\r\n\r\n%s"
                .formatted(line, headers, form.length(), form))) {
      return Reply.of(socket.getInputStream().readAllBytes());
    }
  }

  final String host() {
    return URI.create(sandbox.baseUrl()).getAuthority();
  }

  final String port() {
    return Integer.toString(URI.create(sandbox.baseUrl()).getPort());
  }
}
