package dev.waybill.common.server;

import dev.waybill.common.channel.NameCache;
import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.logging.JavaLogging;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs a service from its command line to its exit code. */
public final class ServiceRunner {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int BAD_SETTINGS = 2;

  private ServiceRunner() {}

  /** Runs a service of this repository: as below, by its definition. */
  public static <C extends ServiceConfig, P extends ServicePorts> int run(
      ServiceDefinition<C, P> service, String[] arguments) {
    return run(service.title(), service.settings(), arguments, service::open);
  }

  /**
   * Reads the settings, wires the service, serves until the process is told to stop, and stops
   * gracefully. Returns the exit code: 0 after help, version or a stop; 1 if help or version cannot
   * be written or the service cannot start; 2 for bad settings, all of which are reported, one per
   * line.
   *
   * <p>A stop by SIGTERM or SIGINT is just as graceful, but then the JVM itself sets the exit code,
   * to 143 or 130, and this method does not return.
   */
  public static <S extends ServiceConfig> int run(
      String name, S settings, String[] arguments, Function<S, ServiceWiring> wiring) {
    SettingsReader reader = new SettingsReader(name, settings, System.getenv());
    List<String> problems = reader.read(arguments);
    if (reader.isHelp()) {
      return print(name, reader.help());
    }
    if (reader.isVersion()) {
      return print(name, reader.version());
    }
    if (!problems.isEmpty()) {
      Stream.concat(problems.stream(), reader.ignoredVariables().stream())
          .forEach(line -> System.err.println(name + ": " + line));
      System.err.println(name + ": try --help");
      return BAD_SETTINGS;
    }
    // Must come before any logging and any name lookup, because the log and the JVM read these only
    // once.
    settings.server().logLevel().use();
    JavaLogging.joinTheLog();
    NameCache.keepFor(settings.server().nameCache());
    try {
      RunningService.run(name, settings, reader, wiring);
      return OK;
    } catch (StartupException e) {
      System.err.println(name + ": " + e.getMessage());
      return FAILED;
    }
  }

  private static int print(String name, String text) {
    // Not closed, because standard output belongs to the process. Not System.out, because it hides
    // the cause of an error.
    @SuppressWarnings("resource")
    OutputStream output = new FileOutputStream(FileDescriptor.out);
    try {
      output.write(text.getBytes(System.out.charset()));
      return OK;
    } catch (IOException e) {
      if (isClosedPipe(e)) {
        return OK;
      }
      System.err.println(name + ": cannot write the output: " + e.getMessage());
      return FAILED;
    }
  }

  /** Returns whether the reader closed the pipe because it had read enough. */
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }
}
