package dev.waybill.common.group;

/** The bounds of one lane: commands in a transaction, and commands waiting for theirs. */
public record GroupSettings(int maxGroup, int queueCapacity) {
  /** Rejects bounds below one. */
  public GroupSettings {
    if (maxGroup < 1 || queueCapacity < 1) {
      throw new IllegalArgumentException("a group and its queue need room for one command");
    }
  }

  /** Groups of 256, 4096 waiting. */
  public static GroupSettings defaults() {
    return new GroupSettings(256, 4096);
  }
}
