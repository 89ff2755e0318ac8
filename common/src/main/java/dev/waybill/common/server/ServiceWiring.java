package dev.waybill.common.server;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;

/** The objects of one service, put together and ready to run. */
public interface ServiceWiring extends AutoCloseable {
  /** What the service offers. */
  List<BindableService> services();

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
