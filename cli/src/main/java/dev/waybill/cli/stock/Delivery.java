package dev.waybill.cli.stock;

import dev.waybill.cli.output.Progress;
import dev.waybill.cli.stream.Upload;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingV2Stub;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.RejectedReading;
import io.grpc.Channel;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Receives any number of readings. Sends them in parts, each in its own stream, so that little has
 * to be sent again if one breaks.
 */
record Delivery(Channel inventory, Upload upload) {
  private static final int READINGS_IN_A_PART = 5_000;
  private static final int MOST_ERRORS = 20;

  /** Returns one summary of all parts. */
  ReceiveStockResponse send(Stream<ReceiveStockRequest> readings, Progress progress)
      throws InterruptedException {
    InventoryServiceBlockingV2Stub stub = InventoryServiceGrpc.newBlockingV2Stub(inventory);
    ReceiveStockResponse.Builder total = ReceiveStockResponse.newBuilder();
    long before = 0;
    Iterator<List<ReceiveStockRequest>> parts =
        readings.gather(Gatherers.windowFixed(READINGS_IN_A_PART)).iterator();
    while (parts.hasNext()) {
      List<ReceiveStockRequest> part = parts.next();
      long start = before;
      add(
          total,
          start,
          upload.send(
              stub::receiveStock,
              part,
              sent -> progress.at(start + sent, start + sent, total.getRejected())));
      before += part.size();
    }
    progress.end();
    return total.build();
  }

  private static void add(
      ReceiveStockResponse.Builder total, long start, ReceiveStockResponse part) {
    total
        .setAccepted(total.getAccepted() + part.getAccepted())
        .setDuplicates(total.getDuplicates() + part.getDuplicates())
        .setRejected(total.getRejected() + part.getRejected());
    for (RejectedReading error : part.getFirstErrorsList()) {
      if (total.getFirstErrorsCount() < MOST_ERRORS) {
        total.addFirstErrors(error.toBuilder().setIndex(start + error.getIndex()));
      }
    }
  }
}
