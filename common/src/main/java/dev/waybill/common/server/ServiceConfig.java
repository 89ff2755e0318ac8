package dev.waybill.common.server;

import io.grpc.ServiceDescriptor;

/**
 * The settings of a service: an object with picocli annotations that includes the server's
 * settings.
 */
public interface ServiceConfig {
  ServerSettings server();

  /** Returns the main service that this process offers. */
  ServiceDescriptor contract();
}
