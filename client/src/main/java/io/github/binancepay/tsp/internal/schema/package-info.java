/** Annotations and helpers that generated code needs, and the log sanitiser. Not API. */
package io.github.binancepay.tsp.internal.schema;
