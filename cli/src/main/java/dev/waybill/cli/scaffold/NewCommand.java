package dev.waybill.cli.scaffold;

import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `waybill new`: adds a service to this repository, or makes a repository for one. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "waybill new NAME --resource RESOURCE [--plural PLURAL] [--dry-run]",
      "       waybill new --repository DIR --group GROUP --service NAME --resource RESOURCE",
      "                   [--plural PLURAL] [--dry-run]"
    },
    description = {
      "Copies the template, a real service with one resource, under other names: into this"
          + " repository, or with --repository into a new one that holds what the service needs to"
          + " run and nothing of the shop.",
      "Writes everything or nothing. docs/extending.md says what to do next."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the files were written, or listed",
      "1:a file cannot be written; none was",
      "2:wrong usage, or a name or folder that cannot be used; nothing was written",
      "130:interrupted by Ctrl-C"
    })
public final class NewCommand implements Callable<Integer> {
  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The name of a service for this repository, such as shipping or gift-card.")
  private @Nullable String name;

  @Option(
      names = "--resource",
      paramLabel = "RESOURCE",
      description = "What the service keeps, in the singular, such as shipment.")
  private @Nullable String resource;

  @Option(
      names = "--plural",
      paramLabel = "PLURAL",
      description = "The plural of the resource. Default: by the usual rule of English.")
  private @Nullable String plural;

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description = "The folder of a new repository. It must be empty or not exist.")
  private @Nullable Path repository;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "The Maven group and Java package of the new repository, such as com.acme. Its last part"
              + " names the launcher and the contracts.")
  private @Nullable String group;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The name of the service of the new repository.")
  private @Nullable String service;

  @Option(
      names = "--dry-run",
      description = "List the files that would be created and edited; change nothing.")
  private boolean dryRun;

  private final String home;

  /** Creates a command without arguments, for picocli to fill. */
  public NewCommand() {
    this(System.getProperty("waybill.home", ""));
  }

  /** Creates a command that copies from the checkout in this folder. */
  NewCommand(String home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    try {
      Checkout checkout = Checkout.at(home);
      if (repository == null) {
        addService(checkout, screen);
      } else {
        makeRepository(checkout, repository, screen);
      }
      return ExitCode.DONE;
    } catch (Refusal e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void addService(Checkout checkout, Screen screen) {
    refuse("--group", group);
    refuse("--service", service);
    Name named = Name.parse("NAME", required("NAME", name));
    Name kept = resourceOf(named);
    Changes changes = new NewService(named, kept, pluralOf(kept)).in(checkout);
    if (dryRun) {
      list(changes, screen);
      return;
    }
    changes.write();
    SortedSet<String> folders = folders(changes, named);
    screen.line(
        "created %s files in %s".formatted(changes.created().size(), String.join(", ", folders)));
    screen.line("edited " + String.join(", ", changes.edited()));
    screen.line(summary(named, NewService.port(), "waybill"));
    screen.blank();
    screen.line("Next:");
    screen.line("  mvn verify");
    screen.line("  ./waybill up");
    screen.line("Undo:");
    screen.line("  git checkout -- " + String.join(" ", changes.edited()));
    screen.line("  git clean -fdxq -- " + String.join(" ", folders));
  }

  private void makeRepository(Checkout checkout, Path folder, Screen screen) {
    refuse("NAME", name);
    String packageName = required("--group", group);
    Name named = Name.parse("--service", required("--service", service));
    Name kept = resourceOf(named);
    NewRepository plan =
        new NewRepository(
            folder.toAbsolutePath().normalize(),
            Group.parse(packageName),
            named,
            kept,
            pluralOf(kept));
    Changes changes = plan.from(checkout);
    if (dryRun) {
      list(changes, screen);
      return;
    }
    changes.write();
    screen.line("created %s files in %s".formatted(changes.created().size(), folder));
    screen.line(summary(named, NewRepository.PORT, plan.group().product()));
    screen.blank();
    screen.line("Next, there:");
    screen.line("  ./%s up".formatted(plan.group().product()));
    screen.line("  mvn verify");
  }

  /** Where the service is, because a name with dashes has three spellings. */
  private static String summary(Name service, int port, String product) {
    return "%s: port %s, %s.%s.v1.%sService"
        .formatted(service.kebab(), port, product, service.flat(), service.pascal());
  }

  /** The folders that hold new files only. */
  private static SortedSet<String> folders(Changes changes, Name service) {
    SortedSet<String> folders = new TreeSet<>();
    for (String file : changes.created()) {
      List<String> parts = new ArrayList<>();
      for (String part : file.split("/", -1)) {
        parts.add(part);
        if (part.equals(service.kebab() + "-service") || part.equals(service.flat())) {
          break;
        }
      }
      folders.add(String.join("/", parts));
    }
    return folders;
  }

  private static void list(Changes changes, Screen screen) {
    changes.created().forEach(file -> screen.line("create  " + file));
    changes.edited().forEach(file -> screen.line("edit    " + file));
    screen.line(
        "%s files to create, %s to edit; nothing was changed"
            .formatted(changes.created().size(), changes.edited().size()));
  }

  private Name resourceOf(Name named) {
    Name kept = Name.parse("--resource", required("--resource", resource));
    if (kept.flat().equals(named.flat())) {
      throw new Refusal(
          "--resource: expected a name other than the service's, but was \"%s\""
              .formatted(kept.kebab()));
    }
    return kept;
  }

  private Name pluralOf(Name kept) {
    Name many = plural == null ? kept.plural() : Name.parse("--plural", plural);
    if (many.flat().equals(kept.flat())) {
      throw new Refusal(
          "--plural: expected a word other than the resource, but was \"%s\""
              .formatted(many.kebab()));
    }
    return many;
  }

  private String required(String label, @Nullable String value) {
    if (value == null) {
      throw new Refusal(
          "expected %s; for example: waybill new %s"
              .formatted(
                  label,
                  repository == null
                      ? "shipping --resource shipment"
                      : "--repository ../acme --group com.acme"
                          + " --service billing --resource invoice"));
    }
    return value;
  }

  private void refuse(String label, @Nullable String value) {
    if (value != null) {
      throw new Refusal(
          repository == null
              ? "%s is for a new repository, which needs --repository DIR too".formatted(label)
              : "expected --service NAME for a new repository, but was the argument \"%s\""
                  .formatted(value));
    }
  }
}
