/** The payment service at the gRPC edge. */
@NullMarked
package dev.waybill.payment.grpc;

import org.jspecify.annotations.NullMarked;
