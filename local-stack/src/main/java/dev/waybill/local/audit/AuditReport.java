package dev.waybill.local.audit;

import dev.waybill.local.words.Plural;

/**
 * The result of an audit.
 *
 * @param services services that were asked for violations of their own invariants
 * @param orders orders checked, final or not
 * @param violations broken invariants
 * @param notices oddities that break no invariant
 * @param holdsWithoutOrder holds of orders that do not exist, which expire by themselves
 * @param acknowledged answers of the journal that were compared with the orders
 */
public record AuditReport(
    int services,
    long orders,
    long violations,
    long notices,
    long holdsWithoutOrder,
    long acknowledged) {
  public boolean isClean() {
    return violations == 0;
  }

  /** For example "audit: 3 services, 1,234 orders, 0 violations". */
  public String verdict() {
    String text =
        String.join(
            ", ",
            "audit: " + Plural.of(services, "service"),
            Plural.of(orders, "order"),
            Plural.of(violations, "violation"));
    if (acknowledged > 0) {
      text += ", " + Plural.of(acknowledged, "acknowledged answer");
    }
    if (holdsWithoutOrder > 0) {
      text += ", " + Plural.of(holdsWithoutOrder, "hold") + " without an order";
    }
    return notices > 0 ? text + ", " + Plural.of(notices, "notice") : text;
  }
}
