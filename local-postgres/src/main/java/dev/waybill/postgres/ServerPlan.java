package dev.waybill.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to run a server.
 *
 * @param folder where it keeps its data, its passwords and its log
 * @param settings settings that override the usual ones, such as "max_connections=200"
 * @param temporary a folder to delete when this process dies; empty to keep the data
 * @param outages is notified when the server cannot be kept running
 */
public record ServerPlan(
    Path folder, List<String> settings, Optional<Path> temporary, Outages outages) {

  /** Returns a plan with default settings that keeps its data. */
  public static ServerPlan in(Path folder) {
    return new ServerPlan(folder, List.of(), Optional.empty(), Outages.unheard());
  }

  /** Returns a copy with more settings. */
  public ServerPlan with(String... more) {
    List<String> all = Stream.concat(settings.stream(), Stream.of(more)).toList();
    return new ServerPlan(folder, all, temporary, outages);
  }

  /** Returns a copy that keeps nothing: the whole folder is deleted when this process dies. */
  public ServerPlan deleting(Path whole) {
    return new ServerPlan(folder, settings, Optional.of(whole), outages);
  }

  /** Returns a copy that reports outages to the listener. */
  public ServerPlan telling(Outages listener) {
    return new ServerPlan(folder, settings, temporary, listener);
  }
}
