package dev.waybill.common.server;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;

/** The objects of one service, put together and ready to run. */
public interface ServiceWiring extends AutoCloseable {
  /** For services that need no database, no background work and nobody else. */
  static ServiceWiring of(BindableService... services) {
    return new LoneServices(List.of(services));
  }

  /** What the service offers. Each method says in its contract how it is run. */
  List<BindableService> services();

  /**
   * Services that others have written, whose contracts have no policies. They run without time
   * limits and validation; their streams count against the caller's limit and are ended, with
   * STREAM_ENDED, when the server stops.
   */
  default List<BindableService> foreignServices() {
    return List.of();
  }

  /** Begins background work; called once, when the server has its port. */
  void start();

  /**
   * Whether the service itself can do its work, its own database included but nothing that others
   * run. Asked every second, by one thread; may block.
   */
  boolean isHealthy();

  /** The channels to services it depends on, by name, for their state to be published. */
  default Map<String, ManagedChannel> dependencies() {
    return Map.of();
  }

  /** Ends background work and gives everything back, last opened first; called once, at the end. */
  @Override
  void close();
}
