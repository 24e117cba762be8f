/** State as JSON, actions, and two pages, for a browser or a test. */
package io.github.binancepay.tsp.sandbox.internal.console;
