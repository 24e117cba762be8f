/**
 * Verifies, then reads the notifications that the provider sends to a webhook. A receiver with the
 * HTTP server of the JDK:
 *
 * <pre>{@code
 * WebhookVerifier verifier =
 *     WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
 * server.createContext(
 *     "/webhook",
 *     exchange -> {
 *       byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
 *       WebhookReply reply;
 *       try {
 *         process(verifier.verify(exchange.getRequestHeaders()::getFirst, body));
 *         reply = WebhookReply.success();
 *       } catch (RuntimeException e) {
 *         reply = WebhookReply.failure("not processed");
 *       }
 *       exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
 *       exchange.sendResponseHeaders(reply.status(), reply.body().length);
 *       exchange.getResponseBody().write(reply.body());
 *       exchange.close();
 *     });
 * }</pre>
 *
 * <p>The provider may send a notification more than once and out of order: {@code process} must be
 * idempotent. A rejection contains a token, too: the token proves no consent.
 *
 * @see io.github.binancepay.tsp.webhook.InvalidNotificationException
 * @serial exclude
 */
@NullMarked
package io.github.binancepay.tsp.webhook;

import org.jspecify.annotations.NullMarked;
