package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.javascript.jscomp.AbstractCommandLineRunner;
import com.google.javascript.jscomp.CheckLevel;
import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.DiagnosticGroups;
import com.google.javascript.jscomp.JSError;
import com.google.javascript.jscomp.SourceFile;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Validates the scripts of the sandbox's pages; the profile {@code page} runs them in a browser.
 */
class PageScriptsTest {
  /** Members of Window that the library does not declare as global names. */
  private static final String WINDOW =
      "var addEventListener, getSelection, localStorage, matchMedia, scrollBy, sessionStorage;";

  @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

  @Test
  void scriptsHaveNoErrors(BinancePayClient client) throws IOException {
    String review =
        client
            .createAuthorization(
                new CreateAuthorizationRequest()
                    .merchantId("merchant1")
                    .scopes(List.of("CONVERT"))
                    .ipWhitelist(List.of("192.168.1.1")))
            .getRedirectUrl();

    for (String url : List.of(SANDBOX.baseUrl() + "/reference", SANDBOX.baseUrl() + "/", review)) {
      for (Element script : Jsoup.connect(url).get().select("script")) {
        String source =
            script.hasAttr("src")
                ? Jsoup.connect(script.absUrl("src")).ignoreContentType(true).execute().body()
                : script.data();
        assertThat(errors(source)).as(url).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"let x = (1; | Parse error", "let x = 1; y(x); | variable y is undeclared"})
  void findsError(String script, String error) {
    assertThat(errors(script)).singleElement().asString().contains(error);
  }

  private static List<String> errors(String script) {
    CompilerOptions options = new CompilerOptions();
    options.setLanguageIn(LanguageMode.ECMASCRIPT_NEXT);
    options.setCheckSymbols(true);
    options.setWarningLevel(DiagnosticGroups.UNDEFINED_VARIABLES, CheckLevel.ERROR);
    Compiler compiler = new Compiler(new PrintStream(OutputStream.nullOutputStream()));
    try {
      List<SourceFile> declarations =
          new ArrayList<>(
              AbstractCommandLineRunner.getBuiltinExterns(CompilerOptions.Environment.BROWSER));
      declarations.add(SourceFile.fromCode("window.js", WINDOW));
      compiler.compile(declarations, List.of(SourceFile.fromCode("page.js", script)), options);
    } catch (IOException e) {
      throw new IllegalStateException("The declarations of browsers cannot be read", e);
    }
    return compiler.getErrors().stream().map(JSError::toString).toList();
  }
}
