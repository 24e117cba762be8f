/**
 * Why a request is refused, as precisely as it can be told from the request: above all, which
 * mistakes explain a wrong signature. Nothing here knows of HTTP or of the sandbox, so that the
 * sandbox and the command line say the same.
 *
 * <p>It is part of the sandbox, and public only for its packages; it may change in any release.
 */
package io.github.binancepay.tsp.sandbox.internal.diagnosis;
