/**
 * Explains why a request is rejected, above all the mistakes that lead to its signature. It depends
 * neither on HTTP nor on the sandbox, so that the sandbox and the command line agree.
 *
 * <p>It is part of the sandbox, and public only for its packages; it may change in any release.
 */
package io.github.binancepay.tsp.sandbox.internal.diagnosis;
