/** The gRPC services of order-service: messages in, outcomes out as messages and statuses. */
@NullMarked
package dev.waybill.order.grpc;

import org.jspecify.annotations.NullMarked;
