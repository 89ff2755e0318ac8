package dev.waybill.system.cluster;

import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** A well-behaved client: it resends unanswered requests and keeps a journal. */
public final class OrderClient {
  private final Channel channel;
  private final ClientJournal journal;

  public OrderClient(Channel orderService, ClientJournal journal) {
    this.channel = orderService;
    this.journal = journal;
  }

  /** Makes one attempt; empty if it was not answered. Throws permanent errors. */
  public Optional<Order> place(PlaceOrderRequest request) {
    journal.sent(request);
    Optional<Order> answer = Repeated.attempt(() -> Orders.place(channel, request));
    answer.ifPresent(order -> journal.told(request, order));
    return answer;
  }

  /** Sends the request until it is answered. */
  public Order placeUntilAnswered(PlaceOrderRequest request) {
    return Repeated.until("an answer to request " + request.getRequestId(), () -> place(request));
  }

  /** Resends all requests that have no answer. */
  public void placeUnanswered() {
    journal.unanswered().forEach(this::placeUntilAnswered);
  }

  /**
   * Sends the cancellation until it is answered. Returns true if the order is being cancelled,
   * false if it is too late.
   *
   * @param orderId of an order that was placed with the same journal
   */
  public boolean cancelUntilAnswered(String orderId) {
    CancelOrderRequest request = CancelOrderRequest.newBuilder().setOrderId(orderId).build();
    return Repeated.until("an answer to the cancellation of " + orderId, () -> cancel(request));
  }

  private Optional<Boolean> cancel(CancelOrderRequest request) {
    try {
      Optional<Order> answer =
          Repeated.attempt(() -> Orders.stub(channel).cancelOrder(request).getOrder());
      answer.ifPresent(journal::told);
      return answer.map(_ -> true);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
        return Optional.of(false);
      }
      throw e;
    }
  }
}
