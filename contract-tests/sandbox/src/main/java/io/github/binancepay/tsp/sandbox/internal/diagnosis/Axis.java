package io.github.binancepay.tsp.sandbox.internal.diagnosis;

/**
 * What a mistake changes. Two mistakes of one axis exclude each other; those of two are combined in
 * this order, in which a program makes a body of members, a payload of the body, and a signature of
 * the payload.
 */
enum Axis {
  MEMBERS,
  KEY_ORDER,
  NON_ASCII,
  HTML,
  SLASHES,
  SERIALIZER,
  SPACING,
  QUOTES,
  EDGES,
  WHOLE_BODY,
  CHARSET,
  TIMESTAMP,
  NONCE,
  PARTS,
  ADDED_TO_PARTS,
  ADDED_PATH,
  LAST_LINE_END,
  LINE_ENDS,
  SECRET_KEY,
  ALGORITHM;

  /** {@return whether it is the body that changes} */
  boolean isOfBody() {
    return compareTo(TIMESTAMP) < 0;
  }
}
