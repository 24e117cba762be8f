package io.github.binancepay.tsp.sandbox;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium without a window, steered with the few commands of WebDriver that a test needs. */
final class Browser implements AutoCloseable {
  private static final Gson GSON = new Gson();
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("started successfully on port (\\d+)");
  private static final int MOST_ATTEMPTS = 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, String driverUrl, Map<String, ?> options)
      throws IOException, InterruptedException {
    this.driver = driver;
    JsonElement created =
        send(
            "POST",
            driverUrl + "/session",
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "goog:chromeOptions",
                        options,
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL")))));
    session = driverUrl + "/session/" + created.getAsJsonObject().get("sessionId").getAsString();
  }

  /** Starts a browser whose page has this size, light or dark. */
  static Browser start(int width, int height, boolean dark, Path profile)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
    if (dark) {
      arguments.add("--blink-settings=preferredColorScheme=0");
    }
    Process driver = startDriver();
    Optional<String> port = port(driver);
    // It looks for a port that is free under two addresses, and gives up if another program is
    // faster.
    for (int attempt = 1; port.isEmpty(); attempt++) {
      if (attempt == MOST_ATTEMPTS) {
        throw new IOException("chromedriver did not start");
      }
      driver = startDriver();
      port = port(driver);
    }
    try {
      return new Browser(
          driver,
          "http://127.0.0.1:" + port.get(),
          Map.of(
              "args",
              arguments,
              "mobileEmulation",
              Map.of(
                  "deviceMetrics",
                  Map.of(
                      "width",
                      width,
                      "height",
                      height,
                      "pixelRatio",
                      1,
                      "mobile",
                      false,
                      "touch",
                      false))));
    } catch (IOException | InterruptedException | RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  private static Process startDriver() throws IOException {
    return new ProcessBuilder("chromedriver", "--port=0")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Optional<String> port(Process driver) {
    return driver
        .inputReader()
        .lines()
        .map(ANNOUNCEMENT::matcher)
        .filter(Matcher::find)
        .map(announced -> announced.group(1))
        .findFirst();
  }

  void open(String url) throws IOException, InterruptedException {
    send("POST", session + "/url", Map.of("url", url));
  }

  /** Runs a script in the page, and returns what it returns. */
  JsonElement run(String script) throws IOException, InterruptedException {
    return send("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  void press(char key) throws IOException, InterruptedException {
    String value = String.valueOf(key);
    send(
        "POST",
        session + "/actions",
        Map.of(
            "actions",
            List.of(
                Map.of(
                    "type",
                    "key",
                    "id",
                    "keyboard",
                    "actions",
                    List.of(
                        Map.of("type", "keyDown", "value", value),
                        Map.of("type", "keyUp", "value", value))))));
  }

  /** What the page has written to the console, and what did not load. */
  JsonArray console() throws IOException, InterruptedException {
    return send("POST", session + "/se/log", Map.of("type", "browser")).getAsJsonArray();
  }

  void screenshot(Path file) throws IOException, InterruptedException {
    String png = send("GET", session + "/screenshot", Map.of()).getAsString();
    Files.write(file, Base64.getDecoder().decode(png));
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroy();
    }
  }

  private JsonElement send(String method, String url, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method,
                method.equals("POST")
                    ? BodyPublishers.ofString(GSON.toJson(body))
                    : BodyPublishers.noBody())
            .build();
    JsonObject answer =
        JsonParser.parseString(http.send(request, ofString()).body()).getAsJsonObject();
    JsonElement value = answer.get("value");
    if (value.isJsonObject() && value.getAsJsonObject().has("error")) {
      throw new IOException(value.getAsJsonObject().get("message").getAsString());
    }
    return value;
  }
}
