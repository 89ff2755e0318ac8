package dev.waybill.common.testing.layers.store;

import io.grpc.Status;

/** A store that knows a status of gRPC. */
public record StoreWithStatus(Status status) {}
