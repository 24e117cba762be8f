package io.github.binancepay.tsp.contract;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** Compiles samples with the class path of the tests. */
public final class Javac {
  private Javac() {}

  /** Returns the messages of the compiler; an empty string if there are none. */
  public static String compile(Path target, List<Path> sources, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-proc:none", "-encoding", "UTF-8", "-d", target.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
    return messages.toString();
  }
}
