package io.github.binancepay.tsp.sandbox.diagnosis;

/** Which characters a JSON serializer writes as {@code \}{@code u} and four digits. */
enum Escaping {
  NON_ASCII("", true),
  GO_HTML("<>&\u2028\u2029", false),
  GSON_HTML("<>&'=\u2028\u2029", false),
  DOT_NET("<>&'+`", true),
  /** All that may also stand plainly. */
  NEEDLESS("<>&'=+`/", true);

  private final String characters;
  private final boolean nonAscii;

  Escaping(String characters, boolean nonAscii) {
    this.characters = characters;
    this.nonAscii = nonAscii;
  }

  boolean has(char c) {
    return (nonAscii && c > '~') || characters.indexOf(c) >= 0;
  }
}
