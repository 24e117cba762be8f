/** Enum of the faults that can be injected into deliveries. */
package io.github.binancepay.tsp.sandbox.webhook;
