package io.github.binancepay.tsp.sandbox.capture;

/** The files that a command line names. */
@FunctionalInterface
public interface CapturedFiles {
  /**
   * Reads a file.
   *
   * @param option the option that names it, for the message if it cannot be read
   */
  byte[] read(String option, String name);
}
