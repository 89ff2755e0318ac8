package dev.waybill.bench.stack;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runnable jar of each service, of one version. */
public record Jars(Map<ServiceDefinition<?, ?>, Path> paths) {
  /**
   * Finds the jars in a checkout that was built, or in a folder that holds nothing but them.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public static Jars in(Path folder) {
    return new Jars(
        Services.ALL.stream()
            .collect(Collectors.toMap(Function.identity(), service -> jar(folder, service))));
  }

  Path of(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(paths.get(service));
  }

  private static Path jar(Path folder, ServiceDefinition<?, ?> service) {
    String name = service.title() + ".jar";
    return List.of(
            folder.resolve(service.title()).resolve("target").resolve(name), folder.resolve(name))
        .stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a checkout that was built, or a folder with its jars, but %s has no %s"
                        .formatted(folder, name)));
  }
}
