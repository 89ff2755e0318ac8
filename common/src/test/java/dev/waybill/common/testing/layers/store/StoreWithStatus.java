package dev.waybill.common.testing.layers.store;

import io.grpc.Status;

/** A store that uses a gRPC status. */
public record StoreWithStatus(Status status) {}
