/** JMH benchmarks of the client, each beside the same work written by hand. */
package io.github.binancepay.tsp.benchmarks;
