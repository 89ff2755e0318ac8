package dev.waybill.common.testing.layers.grpc;

import org.jdbi.v3.core.Handle;

/** An edge that runs SQL. */
public record GrpcWithHandle(Handle handle) {}
