/** Operations, checks, authorizations and webhook keys of the provider. */
package io.github.binancepay.tsp.sandbox.internal.provider;
