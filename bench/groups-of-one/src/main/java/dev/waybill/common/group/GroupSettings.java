package dev.waybill.common.group;

/**
 * Replaces the product's class of the same name with another default: one command per transaction.
 * Placed before a service's jar on the class path, it shows what the service would do without
 * groups.
 */
public record GroupSettings(int maxGroup, int queueCapacity) {
  /** Groups of 1, with up to 4096 commands waiting. */
  public static GroupSettings defaults() {
    return new GroupSettings(1, 4096);
  }
}
