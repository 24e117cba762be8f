/** What requests must hold, and what is made of a response's envelope. Not API. */
package io.github.binancepay.tsp.internal.envelope;
