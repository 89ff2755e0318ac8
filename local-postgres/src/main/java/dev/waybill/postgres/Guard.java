package dev.waybill.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small process that outlives this one and then stops its server, however this one died. It holds
 * the other end of a pipe, which the operating system closes when this process is gone.
 */
final class Guard implements AutoCloseable {
  /** Each input line is the process id of the server to stop, or empty if there is none. */
  private static final String SCRIPT =
      """
      server=
      while read -r line; do server=$line; done
      if [ -n "$server" ]; then
        # Data that is deleted anyway does not have to be written first.
        if [ -n "$1" ]; then kill -QUIT "$server"; else kill -INT "$server"; fi
        tries=0
        while kill -0 "$server" && [ "$tries" -lt 150 ]; do
          tries=$((tries + 1))
          case $tries in
            75) kill -QUIT "$server" ;;
            150) kill -KILL "$server" ;;
          esac
          sleep 0.2
        done
      fi
      # What is just ending may still write.
      tries=0
      while [ -n "$1" ] && [ -e "$1" ] && [ "$tries" -lt 150 ]; do
        tries=$((tries + 1))
        rm -rf -- "$1" || sleep 0.2
      done
      """;

  private final Process process;

  private Guard(Process process) {
    this.process = process;
  }

  /** Starts to watch this process. When this process is gone, the folder, if any, is deleted. */
  static Guard start(Optional<Path> temporary) {
    List<String> command = new ArrayList<>(OwnSession.prefix());
    command.addAll(List.of("sh", "-c", SCRIPT, "waybill-guard"));
    command.add(temporary.map(folder -> folder.toAbsolutePath().toString()).orElse(""));
    try {
      return new Guard(
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new PostgresException("cannot run %s: %s".formatted(command.getFirst(), e), e);
    }
  }

  void watch(ServerProcess server) {
    tell(Long.toString(server.pid()));
  }

  void watchNothing() {
    tell("");
  }

  /** Stops watching. The server must already be stopped. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void tell(String line) {
    OutputStream pipe = process.getOutputStream();
    try {
      pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException _) {
      // The guard was killed. An orderly close still stops the server.
    }
  }
}
