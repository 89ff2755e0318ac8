/** The gRPC service, its messages and its statuses. */
@NullMarked
package dev.waybill.template.grpc;

import org.jspecify.annotations.NullMarked;
