package dev.waybill.common.server;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.Database;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Map;

/** The connections of a service to its database and to the services that it calls. */
public interface ServiceConnections extends AutoCloseable {
  /** The time that a channel has for its last calls. */
  Duration CLOSING_TIME = Duration.ofSeconds(1);

  /** Returns the connections to the database and, over the channels, to the services named. */
  static ServiceConnections of(Database database, Map<String, ManagedChannel> channels) {
    return new ServiceConnections() {
      @Override
      public boolean isReachable() {
        return database.isReachable();
      }

      @Override
      public Map<String, ManagedChannel> channels() {
        return channels;
      }

      @Override
      public void close() {
        channels.values().forEach(channel -> Channels.close(channel, CLOSING_TIME));
        database.close();
      }
    };
  }

  /** Returns whether the service's own database is reachable. May block. */
  boolean isReachable();

  /** Returns the channels to the services that it calls, by name. */
  Map<String, ManagedChannel> channels();

  @Override
  void close();
}
