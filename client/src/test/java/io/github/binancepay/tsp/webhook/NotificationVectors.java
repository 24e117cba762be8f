package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Notifications that were computed without this client. */
public final class NotificationVectors {
  private static final NotificationVectors ALL = load();

  List<VectorKey> keys;
  List<Vector> vectors;

  static List<Vector> all() {
    return ALL.vectors;
  }

  static Vector named(String name) {
    return all().stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  public static VectorKey key(String name) {
    return ALL.keys.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  static CertificateSource publishedKeys() {
    return CertificateSource.of(
        ALL.keys.stream()
            .filter(each -> each.published)
            .map(each -> each.certPublic)
            .toArray(String[]::new));
  }

  private static NotificationVectors load() {
    try (Reader json =
        new InputStreamReader(
            NotificationVectors.class.getResourceAsStream(
                "/io/github/binancepay/tsp/openapi/notification-vectors.json"),
            UTF_8)) {
      return new Gson().fromJson(json, NotificationVectors.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static final class VectorKey {
    String name;
    String certSerial;
    String certPublic;
    String privateKey;
    boolean published;

    public String certPublic() {
      return certPublic;
    }
  }

  static final class Vector {
    String name;
    long now;
    Map<String, String> headers;
    String body;
    String bodyBase64;

    @SerializedName("accepted")
    boolean isAccepted;

    @SerializedName("shortKey")
    boolean hasShortKey;

    Event event;

    byte[] body() {
      return Base64.getDecoder().decode(bodyBase64);
    }

    Function<String, String> header() {
      Map<String, String> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      ignoringCase.putAll(headers);
      return ignoringCase::get;
    }

    WebhookVerifier.Builder verifier() {
      return WebhookVerifier.builder()
          .certificates(publishedKeys())
          .clock(Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final class Event {
    String bizType;
    String bizId;
    String bizStatus;
    String data;
    Map<String, Object> authorization;
  }
}
