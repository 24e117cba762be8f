/** Commands of the runnable jar. */
package io.github.binancepay.tsp.sandbox.internal.cli;
