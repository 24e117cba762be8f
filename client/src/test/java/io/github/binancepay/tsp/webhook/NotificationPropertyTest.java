package io.github.binancepay.tsp.webhook;

import static io.github.binancepay.tsp.webhook.NotificationFuzzTarget.fuzzerTestOneInput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.Damage;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NotificationPropertyTest {
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
    return Damage.of(NotificationVectors.named("SUBMIT_AUTH_AGREE").body);
  }

  @Test
  void seedsKeepTheGuarantees() throws IOException {
    assertThat(Damage.seeds("notifications"))
        .isNotEmpty()
        .allSatisfy(NotificationFuzzTarget::fuzzerTestOneInput);
  }
}
