/** Inventory at the gRPC edge: messages in, commands through, messages or errors out. */
@NullMarked
package dev.waybill.inventory.grpc;

import org.jspecify.annotations.NullMarked;
