/** Signed deliveries with retries and faults. */
package io.github.binancepay.tsp.sandbox.internal.webhook;
