/**
 * The client for the authorizations of Binance Pay. The smallest working call:
 *
 * <pre>{@code
 * BinancePayClient client = BinancePayClient.builder().credentials(ApiCredentials.fromEnvironment()).build();
 * Authorization authorization =
 *     client.createAuthorization(
 *         new CreateAuthorizationRequest()
 *             .merchantId("merchant1")
 *             .scopes(List.of("CONVERT", "CHECKOUT"))
 *             .ipWhitelist(List.of("192.168.1.1")));
 * redirect(authorization.getRedirectUrl());
 * }</pre>
 *
 * @see io.github.binancepay.tsp.BinancePayException what can go wrong, and what to do about it
 */
package io.github.binancepay.tsp;
