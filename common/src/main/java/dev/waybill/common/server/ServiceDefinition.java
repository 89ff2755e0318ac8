package dev.waybill.common.server;

import dev.waybill.common.telemetry.Meters;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * Everything that others need to know about a service in order to run, find, check, package and
 * test it. Each service defines itself in one class; nothing else spells out its name, its port or
 * its database.
 *
 * @param <C> its settings
 * @param <P> its ports
 */
public interface ServiceDefinition<C extends ServiceConfig, P extends ServicePorts> {
  /** Returns its short name, such as "ledger": in options, in messages and as a host name. */
  String name();

  /** Returns the name of its program, its jar and its image, such as "ledger-service". */
  default String title() {
    return name() + "-service";
  }

  /** Returns the class whose main method runs the service as a program. */
  Class<?> main();

  /** Returns the port that it listens on unless told otherwise. */
  int port();

  /** Returns its database; empty if it stores nothing. */
  default Optional<ServiceDatabase> database() {
    return Optional.empty();
  }

  /** Returns the gRPC services that it offers. */
  List<ServiceDescriptor> contracts();

  /**
   * Returns the short names of the services that it calls. For each there is a setting
   * --NAME-target.
   */
  default List<String> calls() {
    return List.of();
  }

  /** Returns new settings, with their defaults. */
  C settings();

  /** Returns the record that holds its ports. */
  Class<P> portsType();

  /** Opens its ports. Throws StartupException if the service cannot start with these settings. */
  P ports(C settings);

  /** Wires its objects. The wiring takes ownership of the ports, and closes them. */
  ServiceWiring wiring(C settings, P ports);

  /** Declares what the service measures, beside what every service does. */
  default void declareMetrics(Meters meters) {}

  /** Wires the service to ports of its own. Throws StartupException if it cannot start. */
  default ServiceWiring open(C settings) {
    return wiring(settings, ports(settings));
  }

  /**
   * The database of a service.
   *
   * @param name of the database, and of the role that owns it
   * @param migrations the folder of its migrations on the class path
   */
  record ServiceDatabase(String name, String migrations) {}
}
