package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Optional;

/** Response of an operation, or of a path that has none. */
public sealed interface ProviderResponse {
  /** Response header that carries the complete diagnosis. */
  String DIAGNOSIS_HEADER = "Sandbox-Diagnosis";

  /** {@return one line for the log} */
  String summary();

  /**
   * Response that is sent.
   *
   * @param diagnosis the mistake in the request; empty if there is none
   */
  record Sent(
      int httpStatus, String contentType, String body, String summary, Optional<String> diagnosis)
      implements ProviderResponse {}

  /** Dropped connection instead of a response. */
  record Dropped(String summary) implements ProviderResponse {}

  /** Creates a page like those of the content-delivery network in front of the provider. */
  static Sent blocked(Optional<String> diagnosis) {
    return new Sent(
        403,
        "text/html;charset=utf-8",
        """
        <!DOCTYPE html>
        <html><head><title>403 Forbidden</title></head>
        <body><h1>403 Forbidden</h1></body></html>
        """,
        "blocked, as by the content-delivery network",
        diagnosis);
  }
}
