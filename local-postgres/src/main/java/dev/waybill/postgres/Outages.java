package dev.waybill.postgres;

/** Hears of a server that has ended and cannot be started again. */
public interface Outages {
  /** Told once when an outage begins, and again when its reason changes. */
  void began(String reason);

  /** Told when the server takes connections again after an outage. */
  void ended();

  /** Nobody listens; the log tells of it all the same. */
  static Outages unheard() {
    return new Outages() {
      @Override
      public void began(String reason) {}

      @Override
      public void ended() {}
    };
  }
}
