/**
 * The gRPC services of order-service, which map requests to the domain and outcomes to messages and
 * statuses.
 */
@NullMarked
package dev.waybill.order.grpc;

import org.jspecify.annotations.NullMarked;
