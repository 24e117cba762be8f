/** How the HTTP client is set up: signing, sending at most once, limits, the clock. Not API. */
package io.github.binancepay.tsp.internal.http;
