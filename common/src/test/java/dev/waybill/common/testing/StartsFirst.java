package dev.waybill.common.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;

/**
 * Marks a test class that takes long. It starts before the others, so that they run beside it and
 * it does not run alone at the end.
 */
@Order(1)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StartsFirst {}
