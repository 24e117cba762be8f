package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Notifications that were computed without this client. */
public final class NotificationVectors {
  private static final NotificationVectors ALL = load();

  List<VectorKey> keys;
  List<Delivery> vectors;

  static List<Delivery> all() {
    return ALL.vectors;
  }

  static Delivery named(String name) {
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
    public String certPublic;
    String name;
    String certSerial;
    String privateKey;
    boolean published;
  }

  static final class Event {
    String bizType;
    String bizId;
    String bizStatus;
    String data;
    Map<String, Object> authorization;
  }
}
