package io.github.binancepay.tsp.internal.envelope;

/** A number with its digits as they came, however many there are. */
final class JsonNumber extends Number {
  private static final long serialVersionUID = 1L;

  private final String digits;

  JsonNumber(String digits) {
    this.digits = digits;
  }

  @Override
  public int intValue() {
    return (int) longValue();
  }

  @Override
  public long longValue() {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return (long) doubleValue();
    }
  }

  @Override
  public float floatValue() {
    return Float.parseFloat(digits);
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(digits);
  }

  @Override
  public String toString() {
    return digits;
  }
}
