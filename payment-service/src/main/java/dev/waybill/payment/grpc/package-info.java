/** The gRPC services of the payment service. */
@NullMarked
package dev.waybill.payment.grpc;

import org.jspecify.annotations.NullMarked;
