package dev.waybill.common.group;

/**
 * The product's class of this name with another default: one command in a transaction. Put in front
 * of a service's jar, it shows what the service would do without groups.
 */
public record GroupSettings(int maxGroup, int queueCapacity) {
  /** Groups of 1, 4096 waiting. */
  public static GroupSettings defaults() {
    return new GroupSettings(1, 4096);
  }
}
