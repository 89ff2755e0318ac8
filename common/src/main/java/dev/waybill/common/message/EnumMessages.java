package dev.waybill.common.message;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts a domain's enum to and from the contract's enum by name, so that nothing but the two
 * enums lists the constants. In the contract, each name has the enum's prefix, and the first
 * constant means "unspecified".
 *
 * <p>Create it once, in a static field: a constant that is missing on one side fails every use of
 * the class, and so every test of it.
 */
public final class EnumMessages<D extends Enum<D>, M extends Enum<M>> {
  private static final String UNSPECIFIED = "UNSPECIFIED";
  private static final String UNRECOGNIZED = "UNRECOGNIZED";

  private final Map<D, M> messages;
  private final Map<M, D> values;

  private EnumMessages(Class<D> domain, Class<M> contract) {
    M[] constants = contract.getEnumConstants();
    int prefix = constants[0].name().length() - UNSPECIFIED.length();
    this.messages = new EnumMap<>(domain);
    this.values = new EnumMap<>(contract);
    Map<String, D> byName =
        Arrays.stream(domain.getEnumConstants())
            .collect(Collectors.toMap(Enum::name, Function.identity()));
    for (M constant : constants) {
      if (isSpecified(constant)) {
        D value = byName.get(constant.name().substring(prefix));
        if (value != null) {
          messages.put(value, constant);
          values.put(constant, value);
        }
      }
    }
  }

  /**
   * The mapping of an enum that we send.
   *
   * @throws IllegalStateException if the contract lacks one of the domain's constants
   */
  public static <D extends Enum<D>, M extends Enum<M>> EnumMessages<D, M> ofSent(
      Class<D> domain, Class<M> contract) {
    EnumMessages<D, M> mapping = new EnumMessages<>(domain, contract);
    Set<D> all = Set.of(domain.getEnumConstants());
    require(mapping.messages.keySet().equals(all), contract, domain);
    return mapping;
  }

  /**
   * The mapping of an enum that we receive.
   *
   * @throws IllegalStateException if the domain lacks one of the contract's constants
   */
  public static <D extends Enum<D>, M extends Enum<M>> EnumMessages<D, M> ofReceived(
      Class<M> contract, Class<D> domain) {
    EnumMessages<D, M> mapping = new EnumMessages<>(domain, contract);
    long all = Arrays.stream(contract.getEnumConstants()).filter(EnumMessages::isSpecified).count();
    require(mapping.values.size() == all, domain, contract);
    return mapping;
  }

  /** Returns the contract's constant with the same name. */
  public M toMessage(D value) {
    M message = messages.get(value);
    if (message == null) {
      throw new IllegalArgumentException("not in the contract: " + value);
    }
    return message;
  }

  /** Returns the domain's constant with the same name; null if there is none. */
  public @Nullable D fromMessage(M message) {
    return values.get(message);
  }

  private static boolean isSpecified(Enum<?> constant) {
    return !constant.name().endsWith(UNSPECIFIED) && !constant.name().equals(UNRECOGNIZED);
  }

  private static void require(boolean complete, Class<?> lacking, Class<?> other) {
    if (!complete) {
      throw new IllegalStateException(
          "%s lacks constants of %s".formatted(lacking.getName(), other.getName()));
    }
  }
}
