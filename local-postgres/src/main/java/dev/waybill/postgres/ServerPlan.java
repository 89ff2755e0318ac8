package dev.waybill.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to run a server.
 *
 * @param folder where it keeps its data, its passwords and its log
 * @param settings settings that win over the usual ones, such as "max_connections=200"
 * @param temporary a folder to delete when this process dies; empty keeps the data
 * @param outages hears when the server cannot be kept up
 */
public record ServerPlan(
    Path folder, List<String> settings, Optional<Path> temporary, Outages outages) {

  /** A server as it comes, with its data kept. */
  public static ServerPlan in(Path folder) {
    return new ServerPlan(folder, List.of(), Optional.empty(), Outages.unheard());
  }

  /** The same with more settings. */
  public ServerPlan with(String... more) {
    List<String> all = Stream.concat(settings.stream(), Stream.of(more)).toList();
    return new ServerPlan(folder, all, temporary, outages);
  }

  /** The same without anything to keep: the whole folder goes when this process dies. */
  public ServerPlan deleting(Path whole) {
    return new ServerPlan(folder, settings, Optional.of(whole), outages);
  }

  /** The same, telling somebody of outages. */
  public ServerPlan telling(Outages listener) {
    return new ServerPlan(folder, settings, temporary, listener);
  }
}
