package dev.waybill.cli.demo;

import com.google.protobuf.Message;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.shop.GrpcurlLine;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.function.Supplier;

/** Tells the story on a screen, and checks that each outcome is as told. */
record Stage(Screen screen) {
  /** The ports of `waybill up`, because the demo's own are gone when its output is read. */
  private static final int UP_PORT_BASE = 50_051;

  /** Prints what is about to happen. */
  void tell(String... sentences) {
    for (String sentence : sentences) {
      screen.line("   " + sentence);
    }
  }

  /** Prints the command that makes the same call. */
  void show(MethodDescriptor<?, ?> method, Message... requests) {
    screen.line(Style.FAINT, "   $ " + GrpcurlLine.of(UP_PORT_BASE, method, requests));
  }

  void show(PlaceOrderRequest request) {
    show(OrderServiceGrpc.getPlaceOrderMethod(), request);
  }

  /** Prints the outcome, after it was checked. */
  void outcome(String text) {
    screen.line(Style.GOOD, "   -> " + text);
  }

  /** Throws if the outcome differs from the story. */
  void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new UnexpectedOutcomeException(
          "%s: expected %s, but was %s".formatted(what, expected, actual));
    }
  }

  void expectState(OrderState expected, Order order) {
    expect("order", expected, order.getState());
  }

  void expectRejected(Order order, OrderReasonCode reason) {
    expectState(OrderState.ORDER_STATE_REJECTED, order);
    expect("reason", reason, order.getReason().getCode());
  }

  void expectCancelled(Order order, OrderReasonCode reason) {
    expectState(OrderState.ORDER_STATE_CANCELLED, order);
    expect("reason", reason, order.getReason().getCode());
  }

  /**
   * Checks that the call fails with the code, and that its details name the reason or the field.
   */
  void expectError(Status.Code code, String named, Supplier<?> call) {
    try {
      Object answer = call.get();
      throw new UnexpectedOutcomeException("expected %s, but was: %s".formatted(code, answer));
    } catch (StatusRuntimeException e) {
      expect("status", code, e.getStatus().getCode());
      if (!ErrorDetails.reasonOf(e).equals(named) && !ErrorDetails.fieldsOf(e).contains(named)) {
        throw new UnexpectedOutcomeException(
            "expected details that name %s, but was: %s".formatted(named, e));
      }
      outcome("%s, %s: %s".formatted(code, named, e.getStatus().getDescription()));
    }
  }
}
