package dev.waybill.local.audit;

import io.grpc.Channel;

/** How to reach the three services. */
public record AuditChannels(Channel order, Channel inventory, Channel payment) {}
