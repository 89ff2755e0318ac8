package dev.waybill.common.group;

/** The limits of one lane: commands per transaction, and new commands waiting. */
public record GroupSettings(int maxGroup, int queueCapacity) {
  /** Rejects limits below one. */
  public GroupSettings {
    if (maxGroup < 1 || queueCapacity < 1) {
      throw new IllegalArgumentException("a group and its queue need room for one command");
    }
  }

  /** Returns the defaults: groups of up to 256, and a queue of 4096. */
  public static GroupSettings defaults() {
    return new GroupSettings(256, 4096);
  }
}
