package dev.waybill.common.server;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;

/** The objects of one service, connected and ready to run. */
public interface ServiceWiring extends AutoCloseable {
  /**
   * Returns the wiring of services that need no database, no background work and no other services.
   */
  static ServiceWiring of(BindableService... services) {
    return new LoneServices(List.of(services));
  }

  /** Returns the services on offer. Each method's contract says how it is run. */
  List<BindableService> services();

  /**
   * Returns services written by others, whose contracts have no policies. They run without time
   * limits and validation. Their streams count against the caller's limit, and end with
   * STREAM_ENDED when the server stops.
   */
  default List<BindableService> foreignServices() {
    return List.of();
  }

  /** Starts background work. Called once, after the server has bound its port. */
  void start();

  /**
   * Returns whether the service itself can work, including its own database, but not the services
   * that it depends on. Called every second, by one thread; may block.
   */
  boolean isHealthy();

  /** Returns the channels to the services that it depends on, by name. Their state is published. */
  default Map<String, ManagedChannel> dependencies() {
    return Map.of();
  }

  /**
   * Stops background work and closes everything, in reverse order of opening. Called once, at the
   * end.
   */
  @Override
  void close();
}
