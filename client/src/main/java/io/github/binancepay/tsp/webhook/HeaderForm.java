package io.github.binancepay.tsp.webhook;

/** Form of a header. A regular expression takes a tenth of the time of a signature. */
enum HeaderForm {
  PRINTABLE(8192, "printable ASCII", '!', '~'),
  TIMESTAMP(15, "digits", '0', '9'),
  /** Includes white space. Decoding rejects other characters that are not base64. */
  BASE64(8192, "base64 and white space", '\t', 'z');

  private final int maxLength;
  private final String characters;
  private final char first;
  private final char last;

  HeaderForm(int maxLength, String characters, char first, char last) {
    this.maxLength = maxLength;
    this.characters = characters;
    this.first = first;
    this.last = last;
  }

  boolean matches(String value) {
    if (value.length() > maxLength) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < first || value.charAt(i) > last) {
        return false;
      }
    }
    return true;
  }

  /** Returns the expected form, for a message. */
  @Override
  public String toString() {
    return "at most " + maxLength + " characters, all " + characters;
  }
}
