package dev.waybill.common.caller;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who makes a call, as far as the server knows. */
public sealed interface Caller {
  /** Returns whether the caller may see and change what belongs to this customer. */
  boolean actsFor(String customerId);

  /** Somebody, on a server that authenticates nobody: the caller may do everything. */
  record Anyone() implements Caller {
    @Override
    public boolean actsFor(String customerId) {
      return true;
    }
  }

  /** Somebody who has shown neither a token nor a certificate to a server that asks for one. */
  record Stranger() implements Caller {
    @Override
    public boolean actsFor(String customerId) {
      return false;
    }
  }

  /**
   * A person with a valid token.
   *
   * @param subject the person; for a customer, its customer id
   * @param expiry when the token is no longer accepted
   */
  record Person(String subject, Set<Role> roles, Instant expiry) implements Caller {
    /** Takes a copy of the roles. */
    public Person {
      roles = Set.copyOf(roles);
    }

    @Override
    public boolean actsFor(String customerId) {
      return roles.contains(Role.OPERATOR) || subject.equals(customerId);
    }
  }

  /**
   * A service with a valid certificate. It acts for the customer whose work it does.
   *
   * @param names the names in its certificate
   */
  record Service(List<String> names) implements Caller {
    /** Takes a copy of the names. */
    public Service {
      names = List.copyOf(names);
    }

    @Override
    public boolean actsFor(String customerId) {
      return true;
    }
  }
}
