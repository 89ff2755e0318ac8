package dev.waybill.common.config;

/** How much is logged, from nothing to everything. */
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  private static final String PROPERTY = "waybill.log.level";

  /**
   * Makes this the level of the process's log. Has an effect only before the first logger is made.
   */
  public void use() {
    System.setProperty(PROPERTY, name());
  }
}
