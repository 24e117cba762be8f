package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Javadoc opens with compiles. */
class JavadocTest {
  private static final Path ROOT = Path.of("../..");
  private static final Set<String> PAGES =
      Set.of(
          "overview.html",
          "package-info.java",
          "apiPackageInfo.handlebars",
          "modelPackageInfo.handlebars");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "<pre>\\{@code\\R(.*?)^(?: \\* )?}</pre>", Pattern.DOTALL | Pattern.MULTILINE);

  /** What the programs may presuppose. */
  private static final String AROUND =
      """
      import com.sun.net.httpserver.HttpServer;
      import io.github.binancepay.tsp.*;
      import io.github.binancepay.tsp.auth.*;
      import io.github.binancepay.tsp.model.*;
      import io.github.binancepay.tsp.sandbox.*;
      import io.github.binancepay.tsp.webhook.*;
      import jakarta.servlet.http.HttpServletRequest;
      import java.util.List;

      abstract class Program%d {
        BinancePayClient client;
        CreateAuthorizationRequest request;
        HttpServletRequest httpRequest;
        HttpServer server;
        String secretKey;
        long timestamp;
        String nonce;
        byte[] body;

        abstract void process(Notification notification);

        void run() throws Exception {
      %s
        }
      }
      """;

  @Test
  void everyProgramOfAPackagePageCompiles(@TempDir Path target) throws IOException {
    List<JavaFileObject> programs = new ArrayList<>();
    for (Path page : pages()) {
      for (String program : programs(page)) {
        programs.add(source(programs.size(), program));
      }
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    compiler
        .getTask(
            null, null, problems, List.of("-proc:none", "-d", target.toString()), null, programs)
        .call();

    assertThat(problems.getDiagnostics()).isEmpty();
    assertThat(programs).hasSizeGreaterThan(5);
  }

  /**
   * The template renders code and paragraphs; a description with more than that would show its
   * signs. A schema or field without one has an empty comment, with which doclint is content.
   */
  @ParameterizedTest
  @ValueSource(strings = {"api", "model"})
  void whatIsGeneratedIsDescribedAndWithoutMarkdown(String generated) throws IOException {
    Path sources = ROOT.resolve("client/target/generated-sources/openapi/src/main/java");
    try (Stream<Path> files =
        Files.list(sources.resolve("io/github/binancepay/tsp").resolve(generated))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContainPattern("(?m)^ *[*] .*(`|[*]{2}|\\]\\(| [-*] )")
                      .doesNotContainPattern("/[*]{2}[\\s*]*[@/]"));
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String module : List.of("client", "contract-tests/sandbox")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main"))) {
        files.filter(file -> PAGES.contains(file.getFileName().toString())).forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<String> programs(Path page) throws IOException {
    return PROGRAM
        .matcher(Files.readString(page))
        .results()
        .map(MatchResult::group)
        .map(program -> program.replaceFirst("<pre>\\{@code", "").replaceFirst("}</pre>$", ""))
        .map(program -> program.replaceAll("(?m)^ \\* ?", ""))
        .toList();
  }

  private static JavaFileObject source(int number, String program) {
    return new SimpleJavaFileObject(
        URI.create("string:///Program" + number + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return AROUND.formatted(number, program);
      }
    };
  }
}
