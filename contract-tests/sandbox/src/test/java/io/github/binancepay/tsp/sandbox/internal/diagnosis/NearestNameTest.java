package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> NAMES = List.of("merchantId", "scopes", "ipWhitelist");

  @ParameterizedTest
  @CsvSource({
    "merchant_id, merchantId",
    "MerchantID, merchantId",
    "mechrantId, merchantId",
    "scope, scopes",
    "socpes, scopes",
    "ip-white-list, ipWhitelist",
    "ipWhiteLists, ipWhitelist",
    "ips,",
    "merchantName,",
    "'',"
  })
  void findsTheNearestName(String written, String meant) {
    assertThat(NearestName.of(written, NAMES).orElse(null)).isEqualTo(meant);
  }

  @Test
  void printsNamesInPrintableAscii() {
    assertThat(NearestName.printable("a\r\n\u00e9b")).isEqualTo("a???b");
    assertThat(NearestName.printable("n".repeat(1000))).hasSize(43);
  }
}
