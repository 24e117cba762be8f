/** Turns the envelope of a response into a model or an exception. Not API. */
package io.github.binancepay.tsp.internal.envelope;
