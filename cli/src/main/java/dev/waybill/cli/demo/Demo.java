package dev.waybill.cli.demo;

import dev.waybill.cli.console.Timer;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.local.audit.Audit;
import dev.waybill.local.audit.AuditOptions;
import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.audit.Findings;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import dev.waybill.proto.audit.v1.Violation;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The whole demonstration: its own services, the story and the audit. */
final class Demo {
  /**
   * Shorter than in production so that users need not wait, but long enough for commits on a slow
   * disk.
   */
  private static final StackSettings SETTINGS =
      StackSettings.on(StackPorts.ANY)
          .withAll("--drain-timeout", "1s")
          .with(Services.PAYMENT, "--processor-timeout", "1500ms")
          .with(
              Services.ORDER,
              "--decision-limit",
              "4s",
              "--recovery-interval",
              "200ms",
              "--fulfilment-delay",
              "1500ms",
              "--fulfilment-interval",
              "50ms");

  private final Lifetime lifetime;
  private final Path folder;
  private final Screen screen;

  Demo(Lifetime lifetime, Path folder, Screen screen) {
    this.lifetime = lifetime;
    this.folder = folder;
    this.screen = screen;
  }

  /** Runs to the end. Returns whether every outcome was as expected and the audit passed. */
  boolean run() {
    Timer timer = Timer.start();
    screen.line(
        "Three gRPC services in one process, with sockets between them and a real PostgreSQL.");
    ServerPlan plan = ServerPlan.in(folder.resolve("postgres")).deleting(folder);
    LocalPostgres postgres = lifetime.own(() -> LocalPostgres.start(plan));
    LocalStack stack = LocalStack.start(lifetime, postgres, SETTINGS);
    screen.line(
        "Up after %s: %s."
            .formatted(
                timer,
                Services.ALL.stream()
                    .map(service -> service.name() + " on " + stack.address(service))
                    .collect(Collectors.joining(", "))));
    screen.line(
        Style.FAINT, "The grpcurl commands make the same calls to the services of `./waybill up`.");
    Shop shop = lifetime.own(() -> Shop.open(stack::address));
    boolean succeeded = new Story(shop, screen).play() && audit(shop);
    screen.blank();
    if (succeeded) {
      screen.line("All outcomes were as expected, after %s. Next: ./waybill up".formatted(timer));
    } else {
      screen.line(Style.BAD, "The demo failed. To see the services' log: ./waybill demo --verbose");
    }
    return succeeded;
  }

  private boolean audit(Shop shop) {
    screen.blank();
    screen.line(Style.BOLD, "The audit checks that the data of all three services agree");
    screen.line(Style.FAINT, "   $ ./waybill audit --strict");
    AuditReport report = new Audit(shop, AuditOptions.allStrictly(), new AuditLines(screen)).run();
    if (report.isClean()) {
      screen.line(Style.GOOD, report.verdict());
    } else {
      screen.line(Style.BAD, report.verdict());
    }
    return report.isClean();
  }

  /** Prints the findings of the audit, one line each. */
  private record AuditLines(Screen screen) implements Findings {
    @Override
    public void violation(Violation violation) {
      screen.line(Style.BAD, line(violation));
    }

    @Override
    public void notice(Violation notice) {
      screen.line(line(notice));
    }

    @Override
    public void holdWithoutOrder(Violation hold) {
      screen.line(line(hold));
    }

    @Override
    public void progress(long orders) {
      // Not shown, because a few hundred orders are checked in no time.
    }

    private static String line(Violation found) {
      return "   %s %s: %s"
          .formatted(found.getInvariant(), found.getResource(), found.getDescription());
    }
  }
}
