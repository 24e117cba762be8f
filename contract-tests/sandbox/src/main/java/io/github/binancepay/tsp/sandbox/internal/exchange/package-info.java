/** HTTP requests and replies: checked for their origin, and logged without secrets. */
package io.github.binancepay.tsp.sandbox.internal.exchange;
