package io.github.binancepay.tsp.internal.envelope;

import java.lang.module.ModuleDescriptor.Version;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains a class or method of a library that is missing at run time. */
public final class MissingLibrary {
  // The oldest that are tried; Okio is the one that OkHttp 5 asks for.
  private static final List<Library> LIBRARIES =
      List.of(
          new Library("OkHttp", "4.12", "okhttp3/OkHttpClient", "okhttp(?:-jvm)?"),
          new Library("Okio", "3.15", "okio/Buffer", "okio(?:-jvm)?"),
          new Library("Retrofit", "2.11", "retrofit2/Retrofit", "retrofit"),
          new Library("Gson", "2.10.1", "com/google/gson/Gson", "gson"),
          new Library("kotlin-stdlib", "1.8", "kotlin/Unit", "kotlin-stdlib"));

  private MissingLibrary() {}

  /** The exception to throw: names the library, the version needed and the one found. */
  public static IllegalStateException of(LinkageError error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String missing = cause.toString().replace('.', '/');
    String needed =
        first(library -> library.isNamedIn(missing) && library.isTooOld())
            .or(() -> first(Library::isTooOld))
            .or(() -> first(library -> library.isNamedIn(missing)))
            .map(Library::needed)
            .orElse("a complete class path");
    return new IllegalStateException(
        "The client needs " + needed + "; check which version the build resolves (" + cause + ")",
        error);
  }

  private static Optional<Library> first(Predicate<Library> condition) {
    return LIBRARIES.stream().filter(condition).findFirst();
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
      this.where = MissingLibrary.class.getResource("/" + aClass + ".class");
      this.version = version(artifact);
    }

    // By the name of its jar, which build tools keep wherever they put it, with the group before
    // it or not. Its manifest would tell less: most of them name no version.
    private String version(String artifact) {
      Matcher jar =
          Pattern.compile("[/.]" + artifact + "-(\\d[^/]*)\\.jar").matcher(String.valueOf(where));
      return jar.find() ? jar.group(1) : null;
    }

    boolean isTooOld() {
      return version != null && Version.parse(version).compareTo(Version.parse(oldest)) < 0;
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
