package io.github.binancepay.tsp.sandbox;

import java.util.function.IntPredicate;

/**
 * What a text has to look like. It is asked for each request, which takes several times as long
 * with a regular expression.
 *
 * @param min the smallest length
 * @param max the largest length
 * @param allowed which characters it may have
 */
record TextFormat(int min, int max, IntPredicate allowed) {
  boolean matches(String text) {
    if (text.length() < min || text.length() > max) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!allowed.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
