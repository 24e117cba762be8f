package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.List;

/**
 * The mistakes that were found. No sentence has a secret or the right signature.
 *
 * @param explained whether the cause is known; otherwise, the sentences name what was tried
 * @param sentences each names one mistake and what to do, most likely first; printable ASCII
 */
public record Diagnosis(boolean explained, List<String> sentences) {
  /** {@return all of it, in one line} */
  public String text() {
    return String.join(" ", sentences);
  }
}
