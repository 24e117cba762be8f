package io.github.binancepay.tsp.sandbox.internal.capture;

/** The files that a command line names. */
@FunctionalInterface
public interface CapturedFiles {
  /**
   * Reads a file.
   *
   * @param option the option that names it, for the message if it cannot be read
   * @param name as the command line has it
   * @return its bytes
   */
  byte[] read(String option, String name);
}
