package io.github.binancepay.tsp.contract.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.Javac;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the Java samples of the pages are classes of this repository, compile, and run. */
@ExtendWith(SandboxExtension.class)
class SamplesTest {
  private static final String AROUND_JAVADOC =
      """
      import com.sun.net.httpserver.HttpServer;
      import io.github.binancepay.tsp.*;
      import io.github.binancepay.tsp.auth.*;
      import io.github.binancepay.tsp.model.*;
      import io.github.binancepay.tsp.sandbox.*;
      import io.github.binancepay.tsp.webhook.*;
      import jakarta.servlet.http.HttpServletRequest;
      import java.util.List;

      abstract class %s {
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

  private static final List<String> SCOPES = List.of("CONVERT", "CHECKOUT");
  private static final List<String> IPS = List.of("192.168.1.1");

  static Stream<Path> pages() {
    return Pages.files("md").stream().filter(page -> Pages.read(page).contains("\n```java\n"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void samplesAreClassesOfRepository(Path page) {
    List<String> sources = sources();

    assertThat(Pages.groups("^```java\n(.*?)\n```$", Pages.read(page)))
        .filteredOn(
            sample ->
                sources.stream()
                    .noneMatch(
                        source ->
                            page.equals(Pages.README)
                                ? isExcerpt(source, sample)
                                : source.strip().equals(sample)))
        .as("samples that are not a class of this repository")
        .isEmpty();
  }

  private static boolean isExcerpt(String source, String sample) {
    return Stream.of("", "  ", "    ")
        .anyMatch(
            indent ->
                source.contains("\n" + sample.indent(indent.length()).replaceAll("(?m)^ +$", "")));
  }

  /** Returns the classes that a page may show, without their package. */
  private static List<String> sources() {
    return Pages.files("java").stream()
        .filter(file -> file.toString().matches(".*/(contract/docs|spring-boot-service)/.*"))
        .map(file -> "\n" + Pages.read(file).replaceFirst("package .*\n\n", ""))
        .toList();
  }

  @Test
  void samplesOfClientCompileForJava11(@TempDir Path target) {
    List<Path> samples =
        Pages.files("java").stream()
            .filter(file -> file.toString().matches(".*/contract/docs/(?!Pages).*(?<!Test)[.]java"))
            .filter(file -> !Pages.read(file).contains("import jakarta."))
            .toList();

    assertThat(samples).hasSizeGreaterThan(5);
    assertThat(Javac.compile(target, samples, "--release", "11")).isEmpty();
  }

  @Test
  void samplesOfJavadocCompile(@TempDir Path target) throws IOException {
    List<Path> samples = new ArrayList<>();
    for (Path page : Pages.files("html|java|handlebars")) {
      if (page.toString().matches(".*/src/main/.*(overview|package-info|PackageInfo)[.].*")) {
        for (String sample :
            Pages.groups("<pre>\\{@code\n(.*?)^(?: \\* )?}</pre>", Pages.read(page))) {
          String name = "Sample" + samples.size();
          String code = AROUND_JAVADOC.formatted(name, sample.replaceAll("(?m)^ \\* ?", ""));
          samples.add(Files.writeString(target.resolve(name + ".java"), code));
        }
      }
    }

    assertThat(samples).hasSizeGreaterThan(5);
    assertThat(Javac.compile(target, samples)).isEmpty();
  }

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void createsFirstAuthorization(Sandbox sandbox, BinancePayClient client) {
    PrintStream console = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, UTF_8));
    try {
      FirstAuthorization.main(new String[] {sandbox.baseUrl()});
    } finally {
      System.setOut(console);
    }

    assertThat(output.toString(UTF_8)).startsWith("Redirect the merchant to " + sandbox.baseUrl());
    assertThat(client.authorizations("merchant1"))
        .extracting(AuthorizationRecord::getScopes)
        .contains(SCOPES);
  }

  @Test
  void findsAuthorizationAfterUnknownOutcome(BinancePayClient client) {
    SafeCreate creates = new SafeCreate(client);
    CreateAuthorizationRequest request =
        new CreateAuthorizationRequest().merchantId("sandbox-drop").scopes(SCOPES).ipWhitelist(IPS);
    String first = creates.create(request, Set.of());
    String second = creates.create(request, Set.of(first));

    assertThat(client.authorizations("sandbox-drop"))
        .extracting(AuthorizationRecord::getAuthorizationId)
        .containsExactly(first, second);
    assertThatThrownBy(() -> creates.create(request.merchantId("nobody"), Set.of()))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void rawHttpCallAndClientCreateSameAuthorization(Sandbox sandbox, BinancePayClient client)
      throws Exception {
    sandbox.addMerchant("migrating", "Migrating");
    RawHttpCall raw =
        new RawHttpCall(sandbox.baseUrl(), Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY);

    raw.create("migrating", SCOPES, IPS);
    new ClientCall(client).create("migrating", SCOPES, IPS);

    List<AuthorizationRecord> records = new ArrayList<>();
    client.authorizations("migrating").forEach(records::add);
    assertThat(records).hasSize(2);
    assertThat(records.get(0))
        .usingRecursiveComparison()
        .ignoringFields("authorizationId", "authorizationToken")
        .isEqualTo(records.get(1));
    assertThatThrownBy(() -> raw.create("nobody", SCOPES, IPS)).hasMessageContaining("406210");
  }
}
