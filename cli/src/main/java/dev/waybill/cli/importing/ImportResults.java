package dev.waybill.cli.importing;

import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.rpc.v1.ItemError;

/** Takes what becomes of the lines of an import, on the importing thread. */
public interface ImportResults {
  /** The line is an order now, whatever its state. */
  void recorded(OrderLine line, ImportOrdersResponse answer);

  /** The line is no order. The request id is empty where the line cannot be read. */
  void failed(OrderLine line, String requestId, ItemError error);

  /** Something has happened, or nothing has for a while. */
  void progress();
}
