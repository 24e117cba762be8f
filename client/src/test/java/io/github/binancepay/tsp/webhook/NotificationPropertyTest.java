package io.github.binancepay.tsp.webhook;

import static io.github.binancepay.tsp.Samples.TOKEN;
import static io.github.binancepay.tsp.webhook.NotificationFuzzTarget.fuzzerTestOneInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.Damage;
import io.github.binancepay.tsp.webhook.InvalidNotificationException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NotificationPropertyTest {
  private static final String SIGNATURE = "BinancePay-Signature";
  private static final String AGREED =
      event("SUBMIT_AUTH_AGREE", BigInteger.valueOf(1000135331248L), "Test");
  private static final WebhookVerifier VERIFIER =
      Delivery.verifier(NotificationVectors.publishedKeys());
  private static final Delivery SIGNED = Delivery.of(AGREED);

  @Property(tries = 40)
  void readsEveryEventAsItWasWritten(
      @ForAll("texts") String type, @ForAll("ids") BigInteger id, @ForAll("texts") String name) {
    Notification read = Delivery.of(event(type, id, name)).verify();

    AuthorizationEvent event = read.authorization().orElseThrow();
    assertThat(read.bizId()).isEqualTo(id.toString());
    assertThat(event.type()).isEqualTo(type);
    assertThat(event.merchantId()).isEqualTo(id.toString());
    assertThat(event.merchantName()).isEqualTo(name);
    assertThat(event.authorizationToken()).isEqualTo(TOKEN);
  }

  @Property
  void rejectsABodyWithOneFlippedBit(@ForAll @IntRange(max = 1 << 16) int bit) {
    assertForged(SIGNED.headers, flipped(SIGNED.body, bit));
  }

  @Property
  void rejectsASignatureWithOneFlippedBit(@ForAll @IntRange(max = 2047) int bit) {
    byte[] signature = Base64.getDecoder().decode(SIGNED.headers.get(SIGNATURE));
    Map<String, String> forged = new HashMap<>(SIGNED.headers);
    forged.put(SIGNATURE, Base64.getEncoder().encodeToString(flipped(signature, bit)));

    assertForged(forged, SIGNED.body);
  }

  @Property
  void anyBytesKeepTheGuarantees(@ForAll byte[] bytes) {
    fuzzerTestOneInput(bytes);
  }

  @Property
  void damagedNotificationKeepsTheGuarantees(@ForAll("damages") byte[] damaged) {
    fuzzerTestOneInput(damaged);
  }

  @Provide
  Arbitrary<byte[]> damages() {
    return Damage.of(AGREED);
  }

  @Test
  void seedsKeepTheGuarantees() throws IOException {
    assertThat(Damage.seeds("notifications"))
        .isNotEmpty()
        .allSatisfy(NotificationFuzzTarget::fuzzerTestOneInput);
  }

  @Provide
  Arbitrary<BigInteger> ids() {
    return Arbitraries.bigIntegers()
        .between(BigInteger.ZERO, BigInteger.TEN.pow(64).subtract(BigInteger.ONE));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(40)
        .filter(text -> UTF_8.newEncoder().canEncode(text));
  }

  private static String event(String type, BigInteger id, String merchantName) {
    JsonObject data = new JsonObject();
    data.addProperty("authorizationId", id.toString());
    data.addProperty("authorizationToken", TOKEN);
    data.addProperty("merchantId", id);
    data.addProperty("merchantName", merchantName);
    JsonObject event = new JsonObject();
    event.addProperty("bizType", "TECH_PROVIDER");
    event.addProperty("bizId", id);
    event.addProperty("bizStatus", type);
    event.addProperty("data", new Gson().toJson(data));
    return new Gson().toJson(event);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  private static void assertForged(Map<String, String> headers, byte[] body) {
    assertThatExceptionOfType(InvalidNotificationException.class)
        .isThrownBy(() -> VERIFIER.verify(headers::get, body))
        .matches(e -> e.reason() == Reason.INVALID_SIGNATURE, "because of the signature");
  }
}
