package io.github.binancepay.tsp.internal.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the document says of an operation ({@code x-safe-to-repeat}); true if it only reads. The
 * generator puts it on every operation's method.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SafeToRepeat {
  boolean value();
}
