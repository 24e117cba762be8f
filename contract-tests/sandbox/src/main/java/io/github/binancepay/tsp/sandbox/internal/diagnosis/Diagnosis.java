package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.List;

/**
 * What is wrong, in words. No secret and no right signature is ever among them.
 *
 * @param explained whether it is known what is wrong; if not, the sentences say what was ruled out
 * @param sentences each names one mistake and what to do, most likely first; printable ASCII
 */
public record Diagnosis(boolean explained, List<String> sentences) {
  /** {@return all of it, in one line} */
  public String text() {
    return String.join(" ", sentences);
  }
}
