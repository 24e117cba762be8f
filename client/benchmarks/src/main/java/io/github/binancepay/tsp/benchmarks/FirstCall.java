package io.github.binancepay.tsp.benchmarks;

/** The first call of a JVM, and nothing behind it. */
final class FirstCall {
  static final String READ = "read";

  private FirstCall() {}

  /**
   * Makes one call, says that it is made, and how many milliseconds of processor time the process
   * has taken until then.
   *
   * @param arguments the way, and the URL to call
   * @throws Exception if the call fails
   */
  public static void main(String[] arguments) throws Exception {
    Caller.of(Caller.Way.valueOf(arguments[0]), arguments[1]).call();
    System.out.println(READ);
    System.out.println(ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
    // What idles in the background ends with it.
    System.exit(0);
  }
}
