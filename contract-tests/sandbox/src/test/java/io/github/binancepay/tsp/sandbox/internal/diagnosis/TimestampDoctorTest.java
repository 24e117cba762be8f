package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampDoctorTest {
  private static final long NOW = 1_761_955_200_123L;

  @ParameterizedTest
  @CsvSource({
    "1761955200, it is in seconds; send milliseconds",
    "1761955200123456, it is in microseconds; send milliseconds",
    "1761951600200, 'local time taken for UTC, in a zone of UTC-01:00;'",
    "1761975000123, 'local time taken for UTC, in a zone of UTC+05:30;'",
    "1761955198000, 'it is -2123 ms from this clock, too old: sign immediately before sending'",
    "1761955203000, 'it is +2877 ms from this clock, in the future: compare the clock'",
    "1730419200000, 'it is -31536000123 ms from this clock (about 365 days)'",
    "0, 'it is -1761955200123 ms from this clock (about 55 years)'",
    "638975520001230000, ticks of 100 ns",
    "134064288001230000, ticks of 100 ns",
    "999999999999999999, years"
  })
  void describesATimestampOutsideTheWindow(String value, String finding) {
    assertThat(TimestampDoctor.value(value, NOW, 1_000)).contains(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "1761955200123456789, 'more than 18 digits, such as nanoseconds'",
    "1761955200.123, a decimal point",
    "1.761955200123E12, an exponent",
    "-1, it is negative",
    "0x19A3C1D2E3F, in hexadecimal",
    "2025-11-01T00:00:00Z, it is a date",
    "'Sat, 01 Nov 2025 00:00:00 GMT', it is a date",
    "now, it has characters other than digits"
  })
  void describesATimestampThatIsNoNumber(String value, String finding) {
    assertThat(TimestampDoctor.form("T", value))
        .startsWith("header T is not a number of milliseconds: ")
        .contains(finding);
  }
}
