package dev.waybill.common.caller;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be to a method; contracts and tokens name them in lower case. */
public enum Role {
  /** A person who acts for itself, and sees only what is its own. */
  CUSTOMER,
  /** A person who runs the business, and acts for every customer. */
  OPERATOR,
  /** Another service of the system. */
  SERVICE;

  /** Returns the role with this name; empty if there is none. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.title().equals(name)).findFirst();
  }

  /** Returns the name in contracts and tokens. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
