package dev.waybill.postgres;

/** Is notified of a server that has ended and cannot be restarted. */
public interface Outages {
  /** Called once when an outage begins, and again when its reason changes. */
  void began(String reason);

  /** Called when the server accepts connections again after an outage. */
  void ended();

  /** Returns a listener that does nothing; outages are still logged. */
  static Outages unheard() {
    return new Outages() {
      @Override
      public void began(String reason) {}

      @Override
      public void ended() {}
    };
  }
}
