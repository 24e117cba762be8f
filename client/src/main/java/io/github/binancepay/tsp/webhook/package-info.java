/**
 * The merchant's decision: verifies and reads the notifications that the provider sends to a
 * webhook. The smallest working receiver, with the JDK's HTTP server:
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
 * <p>A notification may come more than once and out of order, so {@code process} has to bear that.
 * The token of an authorization is there after a rejection too: it proves no consent.
 *
 * @see io.github.binancepay.tsp.webhook.InvalidNotificationException what can be wrong
 * @serial exclude
 */
@NullMarked
package io.github.binancepay.tsp.webhook;

import org.jspecify.annotations.NullMarked;
