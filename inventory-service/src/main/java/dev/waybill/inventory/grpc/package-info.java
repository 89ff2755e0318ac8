/**
 * The gRPC services of inventory, which map requests to commands and results to messages or errors.
 */
@NullMarked
package dev.waybill.inventory.grpc;

import org.jspecify.annotations.NullMarked;
