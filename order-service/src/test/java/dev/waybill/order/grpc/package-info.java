/** Tests of orders at the gRPC edge. */
@NullMarked
package dev.waybill.order.grpc;

import org.jspecify.annotations.NullMarked;
