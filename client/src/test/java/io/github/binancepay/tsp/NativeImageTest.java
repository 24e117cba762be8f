package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.model.AuthorizationScope;
import io.github.binancepay.tsp.model.AuthorizationStatus;
import io.github.binancepay.tsp.model.ErrorResponse;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.webhook.Delivery;
import io.github.binancepay.tsp.webhook.WebhookReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The metadata for native images names what is reached by reflection, and nothing else. The
 * annotations of what is registered are registered by the native image's builder itself.
 */
class NativeImageTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path METADATA =
      CLASSES.resolve(
          "META-INF/native-image/io.github.binancepay/binance-pay-tsp-client"
              + "/reachability-metadata.json");
  private static final String SCOPES = "{\"allowFeeShare\":true,\"allowScopes\":[\"CONVERT\"]}";
  private static final String CERTIFICATES = "[{\"certPublic\":\"\",\"certSerial\":\"\"}]";
  private static final String PAGE =
      "{\"total\":1,\"rows\":[{\"authorizationId\":\"1\",\"merchantName\":\"\","
          + "\"authorizationToken\":\"\",\"merchantId\":\"1\",\"status\":\"\",\"scopes\":[],"
          + "\"ipWhitelist\":[]}]}";
  private static final String NOTIFICATION =
      "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizIdStr\":\"1\",\"bizStatus\":\"X\",\"data\":"
          + "\"{\\\"authorizationId\\\":\\\"1\\\",\\\"authorizationToken\\\":\\\"t\\\","
          + "\\\"merchantId\\\":1,\\\"merchantName\\\":\\\"\\\",\\\"scopes\\\":[]}\"}";

  @Test
  void theMetadataIsWhatIsReachedByReflection() throws Exception {
    ReflectionRecorder.RECORDED.clear();
    try (RawServer server = new RawServer();
        RecordingClasses classes = new RecordingClasses()) {
      server.handleWith(
          RawServer.respondCreated(),
          RawServer.respondCreated(),
          RawServer.respond(400, "{\"status\":\"FAIL\",\"code\":\"400002\"}"),
          RawServer.respond(200, success(SCOPES)),
          RawServer.respond(200, success(CERTIFICATES)),
          RawServer.respond(200, success(PAGE)));

      classes.<Consumer<String>>newInstance(EveryCall.class).accept(server.origin());
    }

    assertThat(ReflectionRecorder.RECORDED.stream().filter(NativeImageTest::isOurs))
        .containsExactlyInAnyOrderElementsOf(metadata());
  }

  private static String success(String data) {
    return "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":" + data + "}";
  }

  private static boolean isOurs(String reached) {
    String name = reached.replaceFirst("^.* ", "").replaceFirst("\\[.*", "");
    return reached.startsWith("fields of java.")
        || Files.exists(CLASSES.resolve(name))
        || Files.exists(CLASSES.resolve(name.replace('.', '/') + ".class"));
  }

  private static Set<String> metadata() throws IOException {
    JsonObject file = JsonParser.parseString(Files.readString(METADATA)).getAsJsonObject();
    Set<String> named = new TreeSet<>();
    for (JsonElement each : file.getAsJsonArray("reflection")) {
      JsonObject entry = each.getAsJsonObject();
      if (entry.get("type").isJsonObject()) {
        named.add(
            "proxy of "
                + entry.getAsJsonObject("type").getAsJsonArray("proxy").get(0).getAsString());
        continue;
      }
      String type = entry.get("type").getAsString();
      if (entry.has("methods")) {
        named.add(ReflectionRecorder.constructor(type));
      }
      if (entry.has("allDeclaredFields")) {
        named.add("fields of " + type);
      }
      if (entry.has("allDeclaredMethods")) {
        named.add("methods of " + type);
      }
    }
    file.getAsJsonArray("resources")
        .forEach(each -> named.add("resource " + each.getAsJsonObject().get("glob").getAsString()));
    return named;
  }

  /** Runs among the classes of its own loader. */
  public static final class EveryCall implements Consumer<String> {
    @Override
    public void accept(String origin) {
      BinancePayClient client =
          BinancePayClient.builder()
              .credentials(ApiCredentials.of("key", "secret"))
              .baseUrl(origin)
              .build();
      client.createAuthorization(Samples.sampleRequest());
      client.createAuthorizationAsync(Samples.sampleRequest()).join();
      try {
        client.createAuthorization(Samples.sampleRequest());
        throw new AssertionError("a rejection was read as a success");
      } catch (ApiException e) {
        client.queryScopes();
      }
      client.queryCertificates();
      client.queryAuthorizations(new QueryAuthorizationsRequest().page(1).rows(10));
      Delivery.of(NOTIFICATION).verify();
      WebhookReply.success();

      // What only a program of one's own reads or writes.
      Stream.of(
              ErrorResponse.class,
              ResultCode.class,
              AuthorizationScope.class,
              AuthorizationStatus.class,
              AuthorizationEventType.class)
          .forEach(type -> Objects.requireNonNull(new Gson().getAdapter(type)));
    }
  }
}
