package dev.waybill.common.server;

/**
 * The ports of a service by role: a record with one component for each. Each is an interface, so
 * that a test can wrap or replace it.
 */
public interface ServicePorts extends AutoCloseable {
  /** Returns the connections behind the other ports. */
  ServiceConnections connections();

  /** Applies what has been submitted to the ports, then closes them and their connections. */
  @Override
  void close();
}
