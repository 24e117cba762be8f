package io.github.binancepay.tsp.internal.envelope;

import java.util.Map;

/** Explains a class or method of a library that is missing at run time. */
public final class MissingLibrary {
  private static final Map<String, String> NEEDED =
      Map.of(
          "com.google.gson.", "Gson 2.10.1 or newer",
          "okhttp3.", "OkHttp 5 or newer",
          "okio.", "Okio 3.6 or newer",
          "retrofit2.", "Retrofit 3 or newer",
          "kotlin.", "kotlin-stdlib 1.9 or newer");

  private MissingLibrary() {}

  public static IllegalStateException of(LinkageError error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String missing = cause.toString().replace('/', '.');
    String needed =
        NEEDED.entrySet().stream()
            .filter(library -> missing.contains(library.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("a complete class path");
    return new IllegalStateException(
        "The client needs " + needed + "; check which version the build resolves (" + missing + ")",
        error);
  }
}
