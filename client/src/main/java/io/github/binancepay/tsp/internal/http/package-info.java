/** Sets OkHttp up to sign late, to send at most once, and to stay within limits. Not API. */
package io.github.binancepay.tsp.internal.http;
