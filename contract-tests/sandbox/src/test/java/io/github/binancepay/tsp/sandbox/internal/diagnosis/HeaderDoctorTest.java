package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderDoctorTest {
  private static final String NAME = "BinancePay-Certificate-SN";

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
  void saysWhereAMissingHeaderIs(String other, String query, String finding) {
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
  void knowsOtherNamesOfAHeader(String name, String other) {
    assertThat(HeaderDoctor.missing(name, List.of("Host", "Accept", other), ""))
        .contains("but there is " + other + "; send it as " + name);
  }

  @Test
  void tellsWhetherTwoValuesAreTheSame() {
    assertThat(HeaderDoctor.duplicate(NAME, List.of("a", "a"))).contains("2 times the same value");
    assertThat(HeaderDoctor.duplicate(NAME, List.of("a", "b"))).contains("2 different values");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, that of a form",
    "text/plain;charset=UTF-8, it is text/plain",
    "multipart/form-data; boundary=x, it is multipart",
    "application/json; charset=latin1, its charset is not UTF-8",
    "application/json; charset=utf8, its charset is misspelt: write utf-8",
    "application/json; charset=UTF-8;, such as a semicolon",
    "application/json; version=1, a parameter other than charset",
    "application/vnd.api+json, another kind of JSON",
    "image/png, it is another type"
  })
  void saysWhatAMediaTypeIs(String value, String finding) {
    assertThat(HeaderDoctor.mediaType(List.of(value)))
        .startsWith("send Content-Type: application/json; ")
        .contains(finding);
  }

  @Test
  void saysThatThereIsNoMediaTypeOrMoreThanOne() {
    assertThat(HeaderDoctor.mediaType(List.of())).contains("there is no Content-Type");
    assertThat(HeaderDoctor.mediaType(List.of("a", "b"))).contains("there are 2 of them");
  }

  @ParameterizedTest
  @CsvSource({
    "5aa1e5c0-9f3e-4c1f-8c52-ad1e3b2f7a10, a UUID with dashes",
    "0123456789, it has 10 characters",
    "--------------------------------, it has other characters"
  })
  void saysWhatIsWrongWithANonce(String nonce, String finding) {
    assertThat(HeaderDoctor.nonce("N", nonce)).contains(finding).doesNotContain(nonce);
  }
}
