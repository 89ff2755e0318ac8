package dev.waybill.cli.importing;

import dev.waybill.local.text.TextLine;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.rpc.v1.ItemError;

/** Receives the results of an import's lines, on the importing thread. */
public interface ImportResults {
  /** The line is now an order, in any state. */
  void recorded(TextLine line, ImportOrdersResponse answer);

  /** The line did not become an order. The request id is empty if the line cannot be read. */
  void failed(TextLine line, String requestId, ItemError error);

  /** Called when something has happened, and now and then when nothing has. */
  void progress();
}
