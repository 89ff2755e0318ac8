package dev.waybill.common.contract;

import dev.waybill.common.caller.Role;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.MethodDescriptor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may call a method.
 *
 * @param roles of the callers; at least one
 * @param services the names of the services among them, or {@link #EVERY_SERVICE}
 */
public record MayCall(Set<Role> roles, Set<String> services) {
  static final String EVERY_SERVICE = "*";

  /** The name of a service, as certificates have it. */
  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /** Takes copies. */
  public MayCall {
    roles = Set.copyOf(roles);
    services = Set.copyOf(services);
  }

  /** Reads the contract of a method that a server can run. */
  public static MayCall of(MethodDescriptor<?, ?> method) {
    Policy policy = MethodPolicies.of(method);
    return new MayCall(
        policy.getRolesList().stream()
            .flatMap(name -> Role.named(name).stream())
            .collect(Collectors.toUnmodifiableSet()),
        Set.copyOf(policy.getCallersList()));
  }

  /** Returns whether a person with these roles may call. */
  public boolean admits(Set<Role> ofPerson) {
    return ofPerson.stream().anyMatch(roles::contains);
  }

  /** Returns whether a service with one of these names may call. */
  public boolean admitsService(Collection<String> names) {
    return roles.contains(Role.SERVICE)
        && (services.contains(EVERY_SERVICE) || names.stream().anyMatch(services::contains));
  }

  /** Returns what is wrong with a policy's roles and callers; empty if nothing is. */
  static Optional<String> problem(Policy policy) {
    List<String> roles = policy.getRolesList();
    List<String> callers = policy.getCallersList();
    if (roles.isEmpty()) {
      return Optional.of("has a policy without roles, so nobody could call it");
    }
    Optional<String> unknown =
        roles.stream().filter(name -> Role.named(name).isEmpty()).findFirst();
    if (unknown.isPresent()) {
      return Optional.of(
          "has a policy with the unknown role \"%s\", expected one of %s"
              .formatted(
                  unknown.get(),
                  Arrays.stream(Role.values()).map(Role::title).collect(Collectors.joining(", "))));
    }
    if (roles.contains(Role.SERVICE.title()) == callers.isEmpty()) {
      return Optional.of(
          callers.isEmpty()
              ? "has a policy with the role \"service\" that names no callers"
              : "has a policy that names callers, but without the role \"service\"");
    }
    return callers.stream()
        .filter(name -> !name.equals(EVERY_SERVICE) && !SERVICE_NAME.matcher(name).matches())
        .findFirst()
        .map(
            "has a policy with the caller \"%s\", expected the name of a service or \"*\""
                ::formatted);
  }
}
