package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples in the Javadoc of packages compile. */
class JavadocTest {
  private static final String TEMPLATE =
      """
      import com.sun.net.httpserver.HttpServer;
      import io.github.binancepay.tsp.*;
      import io.github.binancepay.tsp.auth.*;
      import io.github.binancepay.tsp.model.*;
      import io.github.binancepay.tsp.sandbox.*;
      import io.github.binancepay.tsp.webhook.*;
      import jakarta.servlet.http.HttpServletRequest;
      import java.util.List;

      abstract class Sample%d {
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
  void samplesOfPackagesCompile(@TempDir Path target) throws IOException {
    List<JavaFileObject> samples = new ArrayList<>();
    for (Path page : Pages.files("html", "java", "handlebars")) {
      if (page.toString().matches(".*/src/main/.*(overview|package-info|PackageInfo)[.].*")) {
        for (String sample :
            Pages.groups("<pre>\\{@code\n(.*?)^(?: \\* )?}</pre>", Pages.read(page))) {
          samples.add(source(samples.size(), sample.replaceAll("(?m)^ \\* ?", "")));
        }
      }
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none", "-d", target.toString());
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problems, options, null, samples)
        .call();

    assertThat(problems.getDiagnostics()).isEmpty();
    assertThat(samples).hasSizeGreaterThan(5);
  }

  private static JavaFileObject source(int number, String sample) {
    return new SimpleJavaFileObject(
        URI.create("string:///Sample" + number + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return TEMPLATE.formatted(number, sample);
      }
    };
  }
}
