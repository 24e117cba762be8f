/** HTTP server: Jetty, request bodies, and routing. */
package io.github.binancepay.tsp.sandbox.internal.server;
