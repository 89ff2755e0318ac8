package dev.waybill.common.server;

/**
 * The settings of a service: an object with picocli's annotations that has the server's among them.
 */
public interface ServiceConfig {
  ServerSettings server();
}
