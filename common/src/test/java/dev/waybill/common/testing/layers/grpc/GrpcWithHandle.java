package dev.waybill.common.testing.layers.grpc;

import org.jdbi.v3.core.Handle;

/** A class of the gRPC layer that runs SQL. */
public record GrpcWithHandle(Handle handle) {}
