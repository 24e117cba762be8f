package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.NotificationVectors;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Libraries that cannot read a response, and Java runtimes that lack a part, such as those in FIPS
 * mode. They are rejected before a request is sent.
 */
@ResourceLock(Resources.GLOBAL)
class LibrariesTest {
  @ParameterizedTest
  @CsvSource({
    "com.google.gson.stream.JsonReader, Gson 2.10.1",
    "com.google.gson.internal.LazilyParsedNumber, Gson 2.10.1",
    "okhttp3.Interceptor, OkHttp 4.12",
    "okio.Buffer, Okio 3.15",
    "retrofit2.Response, Retrofit 2.11",
    "kotlin.enums.EnumEntriesKt, kotlin-stdlib 1.8",
  })
  void buildNamesTheLibraryOfAMissingClass(String missing, String library) throws Exception {
    try (OwnClasses classes = new OwnClasses(missing)) {
      Throwable thrown = catchThrowable(() -> build(classes));

      assertThat(thrown)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The client needs " + library)
          .hasMessageMatching(".* or newer, found [0-9.]+; .*")
          .hasMessageContaining(missing);
      assertThat(verifierFailure(classes) != null).isEqualTo(library.startsWith("Gson"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp3/OkHttpClient.class, okhttp-3.14.9, 'OkHttp 4.12 or newer, found 3.14.9'",
    "okio/Buffer.class, okio-jvm-3.6.0, 'Okio 3.15 or newer, found 3.6.0'",
    "com/google/gson/Gson.class, gson-2.9.1, 'Gson 2.10.1 or newer, found 2.9.1'",
  })
  void buildRejectsAnOldVersionInTheNameOfAJar(String file, String jar, String sentence)
      throws Exception {
    try (OwnClasses classes = new OwnClasses("none")) {
      classes.moved.put(file, new URL("jar:file:/repository/" + jar + ".jar!/" + file));

      assertThatThrownBy(() -> build(classes))
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage("The client needs " + sentence + "; check which version the build resolves");
      assertThat(verifierFailure(classes) != null).isEqualTo(jar.startsWith("gson"));
    }
  }

  @Test
  void worksWithoutVersionProperties() throws Exception {
    try (OwnClasses classes = new OwnClasses("version.properties")) {
      assertThat(build(classes)).isInstanceOf(Callable.class);
    }
  }

  @Test
  void onlyOkHttpLoadsClassesWhenAResponseArrives() throws Exception {
    try (RawServer server = new RawServer();
        OwnClasses classes = new OwnClasses("none")) {
      Callable<?> calls = program(classes, server.origin());
      server.handleWith(
          sequence(
              Exchange::readRequest,
              exchange -> classes.loaded.clear(),
              exchange -> exchange.respond(200, Samples.SCOPES)),
          respond(200, Samples.SCOPES.replaceFirst("\"data\".*", "\"data\":[]}")),
          respond(
              200,
              Samples.SCOPES.replaceFirst("\"data\".*", "\"data\":{\"total\":0,\"rows\":[]}}")),
          respondCreated());

      assertThat(calls.call()).asString().contains("authId1");

      assertThat(classes.loaded)
          .anyMatch(name -> name.startsWith("okhttp3."))
          .noneMatch(name -> name.startsWith("com.google.gson.") || name.startsWith("retrofit2."));
    }
  }

  @Test
  void buildExplainsATrustStoreThatCannotBeRead() {
    System.setProperty("javax.net.ssl.trustStore", "pom.xml");
    try {
      assertThatIllegalStateException()
          .isThrownBy(
              BinancePayClient.builder().credentials(ApiCredentials.of("key", "secret"))::build)
          .withMessageStartingWith(
              "The Java runtime cannot read its trust store; set the system properties"
                  + " javax.net.ssl.trustStore, ");
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
    }
  }

  @Test
  void fixedCertificatesExplainThatMd5IsMissing() {
    String pem = NotificationVectors.key("first").certPublic;
    Provider provider = Security.getProvider("SUN");
    Security.removeProvider("SUN");
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> CertificateSource.of(pem))
          .withMessageStartingWith("This Java runtime has no MD5, ")
          .withMessageContaining("use CertificateSource.from(client)");
    } finally {
      Security.insertProviderAt(provider, 1);
    }
  }

  // Gson is the only library that reads notifications.
  private static Throwable verifierFailure(OwnClasses classes) {
    return catchThrowable(() -> program(classes, "").call());
  }

  private static Object build(OwnClasses classes) throws Exception {
    return program(classes, "http://127.0.0.1:1");
  }

  @SuppressWarnings("unchecked")
  private static Callable<?> program(OwnClasses classes, String origin) throws Exception {
    Class<?> program = classes.loadClass(Program.class.getName());
    return ((Function<String, Callable<?>>) program.getDeclaredConstructor().newInstance())
        .apply(origin);
  }

  /** Runs in its own class loader. Without an origin, it only receives notifications. */
  public static final class Program implements Function<String, Callable<?>> {
    @Override
    public Callable<?> apply(String origin) {
      if (origin.isEmpty()) {
        return () -> WebhookVerifier.builder().certificates(serial -> Optional.empty()).build();
      }
      BinancePayClient client =
          BinancePayClient.builder()
              .credentials(ApiCredentials.of("key", "secret"))
              .baseUrl(origin)
              .build();
      return () -> {
        client.queryScopes();
        client.queryCertificates();
        client.authorizations().forEach(record -> {});
        return client.createAuthorization(Samples.sampleRequest());
      };
    }
  }

  /** Loads the class path of the tests again, without one class or one file. */
  private static final class OwnClasses extends URLClassLoader {
    private static final Pattern OWN =
        Pattern.compile("(io.github.binancepay|com.google.gson|okhttp3|okio|retrofit2|kotlin)\\.");

    final Set<String> loaded = new ConcurrentSkipListSet<>();
    final Map<String, URL> moved = new HashMap<>();
    private final String missing;

    OwnClasses(String missing) throws MalformedURLException {
      super(classPath(), LibrariesTest.class.getClassLoader());
      this.missing = missing;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!OWN.matcher(name).lookingAt()) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        if (name.equals(missing)) {
          throw new ClassNotFoundException(name);
        }
        Class<?> known = findLoadedClass(name);
        if (known == null) {
          loaded.add(name);
          known = findClass(name);
        }
        return known;
      }
    }

    @Override
    public URL getResource(String name) {
      return name.endsWith("/" + missing)
          ? null
          : moved.getOrDefault(name, super.getResource(name));
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }
  }
}
