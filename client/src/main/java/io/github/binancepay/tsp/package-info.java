/**
 * Client for the authorizations of Binance Pay. Example:
 *
 * <pre>{@code
 * BinancePayClient client =
 *     BinancePayClient.builder().credentials(ApiCredentials.fromEnvironment()).build();
 * Authorization authorization =
 *     client.createAuthorization(
 *         new CreateAuthorizationRequest()
 *             .merchantId("merchant1")
 *             .scopes(List.of("CONVERT", "CHECKOUT"))
 *             .ipWhitelist(List.of("192.168.1.1")));
 * String redirectUrl = authorization.getRedirectUrl(); // redirect the merchant to it
 * }</pre>
 *
 * <p>The merchant's decision arrives as a notification, which the package {@link
 * io.github.binancepay.tsp.webhook} verifies and reads. The subclasses of {@link
 * io.github.binancepay.tsp.BinancePayException} describe failures and the action to take.
 *
 * @serial exclude
 */
@NullMarked
package io.github.binancepay.tsp;

import org.jspecify.annotations.NullMarked;
