package dev.waybill.common.server;

import io.grpc.ServiceDescriptor;

/**
 * The settings of a service: an object with picocli's annotations that has the server's among them.
 */
public interface ServiceConfig {
  ServerSettings server();

  /** What the service offers its callers first of all. */
  ServiceDescriptor contract();
}
