package dev.waybill.system.crash;

import java.util.List;

/** A client of one service that keeps what it was told. Used by many threads. */
public interface ServiceClient {
  /**
   * Makes every kind of call, each of them until it is answered. Together the calls pass all fault
   * points of the service.
   */
  void work();

  /** The number of writes that the service has acknowledged. */
  int acknowledged();

  /** Sends every write again, with its id, and returns those that are answered differently. */
  List<String> contradictions();
}
