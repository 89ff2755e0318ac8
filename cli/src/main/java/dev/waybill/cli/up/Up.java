package dev.waybill.cli.up;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.up.Credentials.ClientFiles;
import dev.waybill.common.config.StartupException;
import dev.waybill.local.stack.DataFolder;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackSecurity;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.local.tokens.TokenFiles;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Running services with their data kept in a folder.
 *
 * @param stack where the services are
 * @param postgres where their databases are
 * @param credentials what their clients need
 */
public record Up(LocalStack stack, LocalPostgres postgres, Credentials credentials) {

  /**
   * Takes the folder, including anything that a killed process left running on it, and serves until
   * the lifetime ends. Reports on the screen if PostgreSQL is lost.
   *
   * @throws StartupException if the folder or a port is taken
   */
  public static Up start(Lifetime lifetime, UpSettings settings, Screen screen) {
    Path data = settings.data();
    lifetime.own(() -> DataFolder.take(data, holder(settings)));
    requireFreePorts(settings);
    Path postgresFolder = data.resolve("postgres");
    if (settings.fresh()) {
      LocalPostgres.discard(postgresFolder);
    }
    ServerPlan plan = ServerPlan.in(postgresFolder).telling(new OutageNotice(screen));
    LocalPostgres postgres = lifetime.own(() -> LocalPostgres.start(plan));
    StackSettings unobserved = StackSettings.on(settings.ports());
    StackSettings plain = settings.metrics() ? unobserved.withMetrics() : unobserved;
    if (!settings.secure()) {
      LocalStack stack = LocalStack.start(lifetime, postgres, plain);
      return new Up(stack, postgres, new Credentials(Optional.empty()));
    }
    StackSecurity security = lifetime.own(() -> StackSecurity.in(data, Services.ALL));
    LocalStack stack = LocalStack.start(lifetime, postgres, plain.securedBy(security));
    TokenFiles tokens = lifetime.own(() -> TokenFiles.write(security.issuer()));
    ClientFiles files = new ClientFiles(security.certificates(), tokens);
    return new Up(stack, postgres, new Credentials(Optional.of(files)));
  }

  private static String holder(UpSettings settings) {
    String ports = settings.ports().isAny() ? "" : ", port base " + settings.ports().first();
    return "waybill up (process " + ProcessHandle.current().pid() + ports + ")";
  }

  /** Checked first, because a database takes seconds to start and this check takes no time. */
  private static void requireFreePorts(UpSettings settings) {
    settings.ports().ports().forEach(Up::requireFree);
    if (settings.metrics()) {
      settings.ports().metricsPorts().forEach(Up::requireFree);
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StartupException(
          "port %s on 127.0.0.1 is in use; choose others with --port-base N".formatted(port), e);
    }
  }
}
