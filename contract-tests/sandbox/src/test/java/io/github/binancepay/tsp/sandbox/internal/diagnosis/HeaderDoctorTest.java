package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderDoctorTest {
  private static final String NAME = "BinancePay-Certificate-SN";
  private static final Set<String> ACCEPTED = Set.of("sandbox-api-key");

  @ParameterizedTest
  @CsvSource({
    "BinancePay-CertificateSN, '', ', but there is BinancePay-CertificateSN; send it as'",
    "X-BinancePay-Certificate-SN, '', ', but there is X-BinancePay-Certificate-SN; send it as'",
    "BinancePay_Certificate_SN, '', ', but there is BinancePay_Certificate_SN; send it as'",
    "BinancePay-Certificat-SN, '', ', but there is BinancePay-Certificat-SN; send it as'",
    "Accept, 'a=1&binancepay-certificate-sn=k', ', but the query of the URL has it'",
    "X-MBX-APIKEY, '', ', but there is X-MBX-APIKEY; send it as'",
    "BinancePay-Api-Key, '', ', but there is BinancePay-Api-Key; send it as'",
    "Accept, 'timestamp=1&apiKey=k', ', but the query of the URL has it'",
    "Accept, '', ''"
  })
  void findsAMissingHeaderElsewhere(String other, String query, String finding) {
    String found = HeaderDoctor.missing(NAME, List.of("Host", other), query);

    assertThat(found).startsWith("header " + NAME + " is missing" + finding);
    assertThat(found.length()).isEqualTo(finding.isEmpty() ? 43 : found.length());
  }

  @ParameterizedTest
  @CsvSource({
    "BinancePay-Signature, BinancePay-Sign",
    "BinancePay-Signature, Signature",
    "BinancePay-Timestamp, Timestamp",
    "BinancePay-Nonce, X-Nonce"
  })
  void recognizesOtherNamesOfAHeader(String name, String other) {
    assertThat(HeaderDoctor.missing(name, List.of("Host", "Accept", other), ""))
        .contains("but there is " + other + "; send it as " + name);
  }

  @Test
  void distinguishesEqualFromDifferentValues() {
    assertThat(HeaderDoctor.duplicate(NAME, List.of("a", "a"))).contains("2 times the same value");
    assertThat(HeaderDoctor.duplicate(NAME, List.of("a", "b"))).contains("2 different values");
  }

  @Test
  void expectsOneMediaType() {
    String send = "send Content-Type: application/json; ";

    assertThat(HeaderDoctor.mediaType(List.of())).isEqualTo(send + "there is no Content-Type");
    assertThat(HeaderDoctor.mediaType(List.of("a", "b"))).isEqualTo(send + "there are 2 of them");
    assertThat(HeaderDoctor.mediaType(List.of("Text/Plain"))).startsWith(send + "it is text/plain");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "Content-Type | application/x-www-form-urlencoded | that of a form, the default of curl",
        "Content-Type | text/plain;charset=utf-8 | it is text/plain, the default of fetch",
        "Content-Type | multipart/form-data; boundary=x | it is multipart",
        "Content-Type | application/json; charset=latin1 | its charset is not UTF-8",
        "Content-Type | application/json; charset=utf8 | its charset is misspelt: write utf-8",
        "Content-Type | application/json; charset=utf-8; | more than a charset after it, such as a",
        "Content-Type | application/json; version=1 | it has a parameter other than charset=utf-8",
        "Content-Type | application/vnd.api+json | it is another kind of JSON",
        "Content-Type | image/png | it is another type",
        "BinancePay-Nonce | 5aa1e5c0-9f3e-4c1f-8c52-ad1e3b2f7a10 | it is a UUID with dashes",
        "BinancePay-Nonce | 0123456789 | it has 10 characters",
        "BinancePay-Nonce | -------------------------------- | it has other characters",
        "BinancePay-Certificate-SN | ~\"key\"~ | it is in quotes",
        "BinancePay-Certificate-SN | $BINANCE_PAY_API_KEY | it is a placeholder",
        "BinancePay-Certificate-SN | abcd****wxyz | it is masked",
        "BinancePay-Certificate-SN | Bearer abcd | there is a word in front of it",
        "BinancePay-Certificate-SN | ab cd | it has a space that is not one of",
        "BinancePay-Certificate-SN | ab:cd | it has a character that is not one of",
        "BinancePay-Timestamp | 1761955200123456789 | more than 18 digits, such as nanoseconds",
        "BinancePay-Timestamp | 1761955200.123 | it has a decimal point",
        "BinancePay-Timestamp | 1.761955200123E12 | it has an exponent",
        "BinancePay-Timestamp | -1 | it is negative",
        "BinancePay-Timestamp | 0x19A3C1D2E3F | it is in hexadecimal",
        "BinancePay-Timestamp | 2025-11-01T00:00:00Z | it is a date",
        "BinancePay-Timestamp | Sat, 01 Nov 2025 00:00:00 GMT | it is a date",
        "BinancePay-Timestamp | ~no\nw~ | it has characters other than digits"
      })
  void describesAMalformedValue(String name, String value, String finding) {
    String found = HeaderDoctor.malformed(name, value);

    assertThat(found).contains(name, finding).doesNotContain(value);
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox-api, it has 11 characters; an accepted one has 15. Copy all of it",
    "sandbox-api-kez, it has 15 characters; an accepted one has 15. Check that it is",
    "sandbox-secret, it is a secret key"
  })
  void describesTheLengthOfAnUnknownApiKey(String received, String finding) {
    assertThat(HeaderDoctor.unknownApiKey(received, ACCEPTED, "sandbox-secret"::equals))
        .contains(finding)
        .doesNotContain(ACCEPTED)
        .doesNotContain(received);
  }

  @ParameterizedTest
  @CsvSource({"SANDBOX-API-KEY", "***************", "sandbox-api-kex"})
  void doesNotDependOnTheCharactersOfAnAcceptedApiKey(String received) {
    assertThat(HeaderDoctor.unknownApiKey(received, ACCEPTED, key -> false))
        .isEqualTo(HeaderDoctor.unknownApiKey("sandbox-api-kez", ACCEPTED, key -> false));
  }

  @ParameterizedTest
  @CsvSource({
    "1761955200, it is in seconds; send milliseconds",
    "1761955200123456, it is in microseconds; send milliseconds",
    "1761951600200, 'local time taken for UTC, in a zone of UTC-01:00;'",
    "1761975000123, 'local time taken for UTC, in a zone of UTC+05:30;'",
    "1761955198000, 'it is -2123 ms from this clock, too old: sign immediately before sending'",
    "1761955203000, 'it is +2877 ms from this clock, in the future: compare the clock'",
    "1730419200000, 'it is -31536000123 ms from this clock (about 365 days)'",
    "1761948000000, 'it is -7200123 ms from this clock: local time taken for UTC'",
    "1761954000123, 'ms from this clock (about 20 minutes)'",
    "0, 'it is -1761955200123 ms from this clock (about 20393 days)'",
    "638975520001230000, ticks of 100 ns",
    "134064288001230000, ticks of 100 ns",
    "999999999999999999, days"
  })
  void describesATimestampOutsideTheWindow(String value, String finding) {
    assertThat(HeaderDoctor.wrongTime(value, 1_761_955_200_123L, 1_000)).contains(finding);
  }
}
