package dev.waybill.local.audit;

import java.util.Locale;

/**
 * The result of an audit.
 *
 * @param orders orders checked, final or not
 * @param violations broken invariants
 * @param notices oddities that break no invariant
 * @param holdsWithoutOrder holds of orders that do not exist, which expire by themselves
 * @param acknowledged answers of the journal that were compared with the orders
 */
public record AuditReport(
    long orders, long violations, long notices, long holdsWithoutOrder, long acknowledged) {
  public boolean isClean() {
    return violations == 0;
  }

  /** For example "audit: 1,234 orders, 0 violations". */
  public String verdict() {
    String text = "audit: " + count(orders, "order") + ", " + count(violations, "violation");
    if (acknowledged > 0) {
      text += ", " + count(acknowledged, "acknowledged answer");
    }
    if (holdsWithoutOrder > 0) {
      text +=
          String.format(
              Locale.ROOT,
              ", %,d hold%s without an order",
              holdsWithoutOrder,
              holdsWithoutOrder == 1 ? "" : "s");
    }
    return notices > 0 ? text + ", " + count(notices, "notice") : text;
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
