package dev.waybill.local.stack;

import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.ServiceDescriptor;

/** The services that the command line calls, in the order of their default ports. */
public enum Service {
  ORDER("order-service", 0),
  INVENTORY("inventory-service", 1),
  PAYMENT("payment-service", 2);

  private final String title;
  private final int portOffset;

  Service(String title, int portOffset) {
    this.title = title;
    this.portOffset = portOffset;
  }

  /** The name of the service in messages. */
  public String title() {
    return title;
  }

  /** The offset of its port from the port base. */
  public int portOffset() {
    return portOffset;
  }

  /** The gRPC services that it serves. */
  public ServiceDescriptor[] descriptors() {
    return switch (this) {
      case ORDER ->
          new ServiceDescriptor[] {
            OrderServiceGrpc.getServiceDescriptor(), OrderAuditServiceGrpc.getServiceDescriptor()
          };
      case INVENTORY ->
          new ServiceDescriptor[] {
            InventoryServiceGrpc.getServiceDescriptor(),
            InventoryAuditServiceGrpc.getServiceDescriptor()
          };
      case PAYMENT ->
          new ServiceDescriptor[] {
            PaymentServiceGrpc.getServiceDescriptor(),
            PaymentAuditServiceGrpc.getServiceDescriptor()
          };
    };
  }
}
