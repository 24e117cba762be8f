package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own, which is told what to do, and reports, line by line. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
    // None is left if this JVM is ended by a signal.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts one with the class path of this one.
   *
   * @param cores {@link Cores#measured()} or {@link Cores#serving()}
   * @param flags of the JVM
   * @param main whose {@code main} to run
   * @param arguments of its {@code main}
   * @return the JVM, to close
   * @throws IOException if it does not start
   */
  public static ChildJvm start(
      List<String> cores, List<String> flags, Class<?> main, String... arguments)
      throws IOException {
    return start(cores, flags, classPath(), main, arguments);
  }

  static ChildJvm start(
      List<String> cores, List<String> flags, String classPath, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(cores);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-classpath", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** This JVM's, with a jar for its folder of classes: an archive for AppCDS takes only jars. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(ChildJvm::jar)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A class path of nothing but the jars of these. */
  static String jarsOf(Class<?>... classes) {
    return Stream.of(classes)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> jar(Path.of(URI.create(location.toString())).toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(String entry) {
    return Files.isDirectory(Path.of(entry)) ? System.getProperty("benchmarks.jar") : entry;
  }

  /**
   * Waits for the next line.
   *
   * @return the line, without its end
   * @throws IOException if the JVM has ended instead
   */
  public String readLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("A JVM that was to be measured has ended: " + process.info());
    }
    return line;
  }

  /**
   * Tells it something.
   *
   * @param line without its end
   * @throws IOException if it has ended
   */
  public void writeLine(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /**
   * Reads all that it still prints, and waits for its end.
   *
   * @return the lines
   * @throws IOException if it ends with another status than 0
   * @throws InterruptedException if this thread is interrupted
   */
  public List<String> readToEnd() throws IOException, InterruptedException {
    List<String> lines = output.lines().toList();
    if (process.waitFor() != 0) {
      throw new IOException("A JVM that was to be measured has ended with " + process.waitFor());
    }
    return lines;
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
