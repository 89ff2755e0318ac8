package dev.waybill.common.telemetry;

import dev.waybill.common.telemetry.Meters.Counter;
import dev.waybill.common.telemetry.Meters.Distribution;
import dev.waybill.common.telemetry.Meters.Gauge;
import dev.waybill.common.telemetry.Meters.Timer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The schema of what every service measures, beside the calls, which gRPC itself measures. */
public final class CommonMetrics {
  private CommonMetrics() {}

  /** Declares all of them. */
  public static void declare(Meters meters) {
    Lane _ = lane(meters, "");
    Gauge _ = waiting(meters, "", () -> 0);
    Pool _ = pool(meters, "");
    Gauge _ = connections(meters, "", _ -> 0);
    Gauge _ = connectionLimit(meters, "", () -> 0);
    Gauge _ = borrowers(meters, "", () -> 0);
    Distribution _ = feedLag(meters);
    Gauge _ = watchers(meters, () -> 0);
  }

  /** How an attempt to apply a group ended. */
  public enum LaneOutcome {
    COMMITTED,
    /** Another transaction had changed a row. */
    CONFLICT,
    REFUSED,
    UNAVAILABLE,
    UNKNOWN
  }

  /** What a lane of group commits measures. */
  public record Lane(Distribution waiting, Distribution size, Timer<LaneOutcome> attempts) {}

  /** Measures a lane. */
  public static Lane lane(Meters meters, String name) {
    Meters lane = ofLane(meters, name);
    return new Lane(
        lane.timer(
            "waybill.lane.wait.duration",
            "How long a command waits until the group that it is in begins."),
        lane.sizes(
            "waybill.lane.group.size", "{command}", "How many commands are applied as one group."),
        lane.timer(
            "waybill.lane.attempt.duration",
            "How long an attempt to apply a group takes, with the flush to disk.",
            new Label<>("waybill.lane.outcome", LaneOutcome.class)));
  }

  /** Counts the commands in the queue of a lane. */
  public static Gauge waiting(Meters meters, String name, DoubleSupplier count) {
    return ofLane(meters, name)
        .count("waybill.lane.waiting", "{command}", "Commands that wait for a group.", count);
  }

  private static Meters ofLane(Meters meters, String name) {
    return meters.with("waybill.lane.name", name, "the lanes of a service, one or two");
  }

  /** What a connection of the pool is doing. */
  public enum ConnectionState {
    IDLE,
    USED
  }

  /** Why a borrower got no connection. */
  public enum Timeout {
    /** No connection was free in time. */
    BUSY,
    /** The server did not give one in time. */
    SERVER
  }

  /** What a pool of database connections measures. */
  public record Pool(
      Distribution waiting, Distribution use, Distribution create, Counter<Timeout> timeouts) {}

  /** Measures a pool of database connections. */
  public static Pool pool(Meters meters, String name) {
    Meters pool = ofPool(meters, name);
    return new Pool(
        pool.timer(
            "db.client.connection.wait_time", "How long a borrower waits for its connection."),
        pool.timer("db.client.connection.use_time", "How long a connection is borrowed."),
        pool.timer("db.client.connection.create_time", "How long a new connection takes."),
        pool.counter(
            "db.client.connection.timeouts",
            "{timeout}",
            "Borrowers that got no connection in time.",
            new Label<>("waybill.db.timeout", Timeout.class)));
  }

  /** Counts the open connections. */
  public static Gauge connections(
      Meters meters, String name, ToDoubleFunction<ConnectionState> count) {
    return ofPool(meters, name)
        .count(
            "db.client.connection.count",
            "{connection}",
            "Open connections.",
            new Label<>("db.client.connection.state", ConnectionState.class),
            count);
  }

  /** Tells how many connections may be open. */
  public static Gauge connectionLimit(Meters meters, String name, DoubleSupplier count) {
    return ofPool(meters, name)
        .count(
            "db.client.connection.max",
            "{connection}",
            "The most connections that may be open.",
            count);
  }

  /** Counts those who wait for a connection. */
  public static Gauge borrowers(Meters meters, String name, DoubleSupplier count) {
    return ofPool(meters, name)
        .count(
            "db.client.connection.pending_requests",
            "{request}",
            "Borrowers that wait for a connection.",
            count);
  }

  private static Meters ofPool(Meters meters, String name) {
    return meters.with("db.client.connection.pool.name", name, "the service's one database");
  }

  /** Measures how far a feed of events is behind. */
  public static Distribution feedLag(Meters meters) {
    return meters.timer(
        "waybill.feed.lag",
        "How old the oldest event is, by this machine's clock, when the feed passes events on.");
  }

  /** Counts those who watch a feed. */
  public static Gauge watchers(Meters meters, DoubleSupplier count) {
    return meters.count("waybill.feed.watchers", "{watcher}", "Streams that follow a feed.", count);
  }
}
