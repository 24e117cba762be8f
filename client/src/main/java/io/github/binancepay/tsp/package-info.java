/**
 * The client for the authorizations of Binance Pay. The smallest program:
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
 * String bringTheMerchantTo = authorization.getRedirectUrl();
 * }</pre>
 *
 * <p>The merchant's decision comes as a notification, which the package {@link
 * io.github.binancepay.tsp.webhook} verifies and reads. What can go wrong, and what to do about it,
 * is said by the kinds of {@link io.github.binancepay.tsp.BinancePayException}.
 *
 * @serial exclude
 */
@NullMarked
package io.github.binancepay.tsp;

import org.jspecify.annotations.NullMarked;
