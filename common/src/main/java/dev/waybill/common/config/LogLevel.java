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

  /** Sets the level of the process's log. Only takes effect before the first logger is created. */
  public void use() {
    System.setProperty(PROPERTY, name());
  }
}
