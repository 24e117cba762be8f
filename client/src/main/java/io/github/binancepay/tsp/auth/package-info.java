/**
 * Signing. {@link io.github.binancepay.tsp.BinancePayClient} does all of it; use these classes by
 * themselves only to sign with an HTTP stack of your own:
 *
 * <pre>{@code
 * String signature = new RequestSigner(secretKey).sign(timestamp, nonce, body);
 * }</pre>
 */
@NullMarked
package io.github.binancepay.tsp.auth;

import org.jspecify.annotations.NullMarked;
