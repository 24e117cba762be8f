package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Optional;

/** Response of an operation, or of a path that has none. */
public sealed interface ProviderResponse {
  /** Response header that carries the complete diagnosis. */
  String DIAGNOSIS_HEADER = "Sandbox-Diagnosis";

  /** {@return one line for the log} */
  String summary();

  /** Response that is sent. */
  sealed interface Sent extends ProviderResponse permits Envelope, Blocked {
    int httpStatus();

    String contentType();

    String body();

    /** {@return the mistake that was found in the request; empty if there is none} */
    Optional<String> diagnosis();
  }

  /**
   * Dropped connection instead of a response.
   *
   * @param unsent the response that the caller does not receive
   */
  record Dropped(Envelope unsent) implements ProviderResponse {
    @Override
    public String summary() {
      return unsent.summary() + ", but the connection is dropped";
    }
  }

  /** Page of the kind that the content-delivery network in front of the provider sends. */
  record Blocked(Optional<String> diagnosis) implements Sent {
    @Override
    public int httpStatus() {
      return 403;
    }

    @Override
    public String contentType() {
      return "text/html;charset=utf-8";
    }

    @Override
    public String body() {
      return """
          <!DOCTYPE html>
          <html><head><title>403 Forbidden</title></head>
          <body><h1>403 Forbidden</h1></body></html>
          """;
    }

    @Override
    public String summary() {
      return "blocked, as by the content-delivery network";
    }
  }
}
