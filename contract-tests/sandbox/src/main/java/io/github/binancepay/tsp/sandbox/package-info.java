/**
 * A sandbox, because the provider offers none: an HTTP server that checks requests as the provider
 * does, with code of its own, responds with the documented result codes, keeps authorizations,
 * simulates the merchant who decides about them, and sends signed notifications.
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
