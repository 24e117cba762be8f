package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.QueryAuthorizationsResponse;
import io.github.binancepay.tsp.model.QueryScopesResponse;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URL;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import retrofit2.Response;

/** Rejects libraries that are too old in {@code build()}, before a request is sent. */
public final class Libraries {
  private static final Library OKHTTP =
      new Library("OkHttp", "4.12", "okhttp3/OkHttpClient", "okhttp(?:-jvm)?");
  private static final Library GSON = new Library("Gson", "2.10.1", "com/google/gson/Gson", "gson");
  // The oldest versions that the consumer builds try.
  private static final List<Library> LIBRARIES =
      List.of(
          OKHTTP,
          new Library(
              "Okio", OKHTTP.isOlderThan("5") ? "3.6" : "3.15", "okio/Buffer", "okio(?:-jvm)?"),
          new Library("Retrofit", "2.11", "retrofit2/Retrofit", "retrofit"),
          new Library("kotlin-stdlib", "1.8", "kotlin/Unit", "kotlin-stdlib"),
          GSON);
  private static final String SCOPES =
      "{\"code\":\"000000\",\"status\":\"SUCCESS\",\"data\":{\"allowFeeShare\":true,\"allowScopes\":[\"\"]}}";
  private static final String PAGE =
      "{\"code\":\"000000\",\"status\":\"SUCCESS\",\"data\":{\"total\":1,\"rows\":[]},\"new\":[{\"x\":1}]}";

  private Libraries() {}

  /**
   * Checks the versions that the names of the jars show.
   *
   * @throws IllegalStateException if one is too old
   */
  public static void checkVersions() {
    LIBRARIES.forEach(Library::check);
  }

  /** Checks the version of Gson, the only library that reads notifications. */
  public static void checkVersionOfGson() {
    GSON.check();
  }

  /**
   * Loads the parts of Gson and Retrofit that read a response. Without this, a missing class would
   * show only after the request was sent.
   *
   * @throws LinkageError if a part is missing
   */
  static void loadReader() {
    List<String> sample = List.of("x");
    ModelJson.check(
        new CreateAuthorizationRequest().merchantId("x").scopes(sample).ipWhitelist(sample),
        CreateAuthorizationRequest.class);
    for (Object envelope :
        List.of(
            read(QueryScopesResponse.class, SCOPES),
            read(QueryAuthorizationsResponse.class, PAGE))) {
      Response<?> unused = Response.success(envelope);
    }
  }

  private static <T> T read(Class<T> envelope, String sample) {
    return new EnvelopeReader<>(envelope, true).read(200, sample.getBytes(UTF_8), () -> null);
  }

  /** Explains a missing class or method: the library, the version needed and the one found. */
  public static IllegalStateException missing(LinkageError error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String missing = cause.toString().replace('.', '/');
    String needed =
        LIBRARIES.stream()
            .filter(library -> library.isNamedIn(missing))
            .map(Library::needed)
            .findFirst()
            .orElse("a complete class path");
    return new IllegalStateException(message(needed) + " (" + cause + ")", error);
  }

  private static String message(String needed) {
    return "The client needs " + needed + "; check which version the build resolves";
  }

  private static final class Library {
    private final String name;
    private final String oldest;
    private final String aClass;
    private final URL where;
    private final String version;

    Library(String name, String oldest, String aClass, String artifact) {
      this.name = name;
      this.oldest = oldest;
      this.aClass = aClass;
      this.where = Libraries.class.getResource("/" + aClass + ".class");
      this.version = version(artifact);
    }

    // The name of the jar, which build tools keep. Most manifests name no version.
    private String version(String artifact) {
      Matcher jar =
          Pattern.compile("[/.]" + artifact + "-(\\d[^/]*)\\.jar").matcher(String.valueOf(where));
      return jar.find() ? jar.group(1) : null;
    }

    void check() {
      if (isOlderThan(oldest)) {
        throw new IllegalStateException(message(needed()));
      }
    }

    boolean isOlderThan(String other) {
      try {
        return version != null && Version.parse(version).compareTo(Version.parse(other)) < 0;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    boolean isNamedIn(String missing) {
      return missing.contains(aClass.substring(0, aClass.lastIndexOf('/') + 1));
    }

    String needed() {
      String elsewhere =
          where == null ? "none" : "one in " + where.toString().replaceFirst("!/[^!]*$", "");
      return name + " " + oldest + " or newer, found " + (version == null ? elsewhere : version);
    }
  }
}
