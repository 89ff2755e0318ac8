package dev.waybill.common.audit;

/**
 * A place where stored data breaks an invariant.
 *
 * @param invariant its name, such as "I1"
 * @param resource the resource at fault, such as {@code entries/5f0c...}
 * @param description one sentence with the values found and the expected ones
 */
public record Violation(String invariant, String resource, String description) {}
