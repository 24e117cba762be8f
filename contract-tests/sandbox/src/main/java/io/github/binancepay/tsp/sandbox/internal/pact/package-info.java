/** Endpoints for verifiers of the pact: provider states and messages. */
package io.github.binancepay.tsp.sandbox.internal.pact;
