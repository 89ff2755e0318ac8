package dev.waybill.local.load;

import dev.waybill.common.error.ErrorDetails;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Receives the answer to one order and counts it. */
record Answer(
    String requestId, long intendedNanos, Tally tally, AnswerJournal journal, Done whenDone)
    implements StreamObserver<PlaceOrderResponse> {

  /** Called when the call has ended, with whether it was answered. */
  interface Done {
    void done(boolean answered);
  }

  @Override
  public void onNext(PlaceOrderResponse response) {
    Order order = response.getOrder();
    tally.answered(intendedNanos, order);
    journal.append(requestId, order);
  }

  @Override
  public void onError(Throwable failure) {
    tally.failed(reason(failure));
    whenDone.done(false);
  }

  @Override
  public void onCompleted() {
    whenDone.done(true);
  }

  private static String reason(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    String reason = ErrorDetails.reasonOf(failure);
    return status.getCode().name() + (reason.isEmpty() ? "" : " " + reason);
  }
}
