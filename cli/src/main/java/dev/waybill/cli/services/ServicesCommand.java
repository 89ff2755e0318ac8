package dev.waybill.cli.services;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceDefinition.ServiceDatabase;
import dev.waybill.local.stack.Services;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `waybill services`: lists the services as they define themselves; calls none of them. */
@Command(
    name = "services",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the services, one per line: name, program, default port, database, and the services"
          + " that it calls. A - means none."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the output cannot be written",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
public final class ServicesCommand implements Callable<Integer> {
  private static final String NONE = "-";
  private static final Gson JSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  /** What is said about a service. */
  private record Entry(
      String name, String title, int port, @Nullable String database, List<String> calls) {
    static Entry of(ServiceDefinition<?, ?> service) {
      return new Entry(
          service.name(),
          service.title(),
          service.port(),
          service.database().map(ServiceDatabase::name).orElse(null),
          service.calls());
    }
  }

  @Override
  public Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    List<Entry> entries = Services.ALL.stream().map(Entry::of).toList();
    if (json) {
      entries.forEach(entry -> screen.line(JSON.toJson(entry)));
    } else {
      Table table = new Table();
      entries.forEach(entry -> row(table, entry));
      screen.table(table);
    }
    return ExitCode.DONE;
  }

  private static void row(Table table, Entry entry) {
    table.row(
        Cell.of(entry.name(), Style.PLAIN),
        Cell.of(entry.title(), Style.PLAIN),
        Cell.of(Integer.toString(entry.port()), Style.PLAIN),
        Cell.of(entry.database() == null ? NONE : entry.database(), Style.PLAIN),
        Cell.of(entry.calls().isEmpty() ? NONE : String.join(",", entry.calls()), Style.PLAIN));
  }
}
