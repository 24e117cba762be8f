/**
 * Signs requests. {@link io.github.binancepay.tsp.BinancePayClient} uses these classes; use them
 * directly only with your own HTTP stack:
 *
 * <pre>{@code
 * String signature = new RequestSigner(secretKey).sign(timestamp, nonce, body);
 * }</pre>
 */
@NullMarked
package io.github.binancepay.tsp.auth;

import org.jspecify.annotations.NullMarked;
