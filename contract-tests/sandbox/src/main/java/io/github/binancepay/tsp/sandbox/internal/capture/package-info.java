/**
 * Reads requests that others have captured: curl's command line, HAR, the text of HTTP. No shell is
 * run and nothing is sent.
 *
 * <p>It is part of the sandbox, and public only for its packages; it may change in any release.
 */
package io.github.binancepay.tsp.sandbox.internal.capture;
