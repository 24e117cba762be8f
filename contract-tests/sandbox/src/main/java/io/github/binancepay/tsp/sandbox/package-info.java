/**
 * A sandbox, since the provider offers none: a real HTTP server that checks requests as the
 * provider does, with code of its own, and responds with the documented result codes.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.builder().start()) {
 *   BinancePayClient client =
 *       BinancePayClient.builder()
 *           .baseUrl(sandbox.baseUrl())
 *           .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
 *           .build();
 * }
 * }</pre>
 */
package io.github.binancepay.tsp.sandbox;
