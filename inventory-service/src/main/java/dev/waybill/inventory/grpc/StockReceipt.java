package dev.waybill.inventory.grpc;

import dev.waybill.common.contract.RequestValidator;
import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.failure.NothingDoneException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.domain.StockCommand.ReceiptResult;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.RejectedReading;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Books in the readings of one stream and counts the results. */
final class StockReceipt
    implements MessageWindow.Worker<ReceiveStockRequest, ReceiveStockResponse> {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int ERRORS_SHOWN = 20;

  private final InventoryStore store;

  /**
   * Keyed by position in the stream, because readings do not finish in the order in which they
   * arrive.
   */
  private final TreeMap<Long, RejectedReading> firstErrors = new TreeMap<>();

  private long sent;
  private long accepted;
  private long duplicates;
  private long rejected;

  StockReceipt(InventoryStore store) {
    this.store = store;
  }

  @Override
  public CompletableFuture<Optional<ReceiveStockResponse>> take(ReceiveStockRequest reading) {
    long index = nextIndex();
    StockCommand.Receive command;
    try {
      RequestValidator.check(reading);
      command = InventoryRequests.receive(reading);
    } catch (StatusRuntimeException e) {
      reject(index, reading, e);
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return store
        .apply(command, CallBudget.ofCurrentCall().atMost(LONGEST_WAIT))
        .thenApply(
            result -> {
              count(index, reading, result);
              return Optional.<ReceiveStockResponse>empty();
            })
        .exceptionally(
            failure -> {
              throw told(failure);
            });
  }

  /**
   * A failure ends the stream. "Nothing was done" can only be true if the stream had a single
   * reading.
   */
  private RuntimeException told(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return cause instanceof NothingDoneException && takenSoFar() > 1
        ? new OutcomeUnknownException("other readings of the stream may have been booked", cause)
        : new CompletionException(cause);
  }

  private synchronized long takenSoFar() {
    return sent;
  }

  private synchronized long nextIndex() {
    return sent++;
  }

  private void count(long index, ReceiveStockRequest reading, ReceiptResult result) {
    try {
      countApplied(InventoryStatuses.isNew(result));
    } catch (StatusRuntimeException e) {
      reject(index, reading, e);
    }
  }

  private synchronized void countApplied(boolean isNew) {
    if (isNew) {
      accepted++;
    } else {
      duplicates++;
    }
  }

  private synchronized void reject(
      long index, ReceiveStockRequest reading, StatusRuntimeException error) {
    rejected++;
    firstErrors.put(
        index,
        RejectedReading.newBuilder()
            .setIndex(index)
            .setScanId(RpcErrors.echo(reading.getScanId()))
            .setError(RpcErrors.toItemError(error))
            .build());
    if (firstErrors.size() > ERRORS_SHOWN) {
      firstErrors.pollLastEntry();
    }
  }

  @Override
  public synchronized Optional<ReceiveStockResponse> last() {
    return Optional.of(
        ReceiveStockResponse.newBuilder()
            .setAccepted(accepted)
            .setDuplicates(duplicates)
            .setRejected(rejected)
            .addAllFirstErrors(firstErrors.values())
            .build());
  }
}
