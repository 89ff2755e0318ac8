/** Tests of the gRPC services for orders. */
@NullMarked
package dev.waybill.order.grpc;

import org.jspecify.annotations.NullMarked;
