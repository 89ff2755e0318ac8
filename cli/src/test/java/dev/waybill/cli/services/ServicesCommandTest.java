package dev.waybill.cli.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceDefinition.ServiceDatabase;
import dev.waybill.local.stack.Services;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What `waybill services` prints, and scripts read. */
final class ServicesCommandTest {
  private static final ServiceDefinition<?, ?> FIRST = Services.ALL.getFirst();

  @Test
  void printsOneLineForEachService() {
    CommandRun run = CommandRun.waybill("services");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSameSizeAs(Services.ALL);
    assertThat(lines.getFirst().split(" +"))
        .containsExactly(
            FIRST.name(),
            FIRST.title(),
            Integer.toString(FIRST.port()),
            FIRST.database().map(ServiceDatabase::name).orElse("-"),
            FIRST.calls().isEmpty() ? "-" : String.join(",", FIRST.calls()));
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.split(" +")).as("words for a script").hasSize(5));
  }

  @Test
  void printsOneJsonObjectPerLine() {
    List<JsonObject> entries =
        CommandRun.waybill("services", "--json")
            .out()
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();

    assertThat(entries).hasSameSizeAs(Services.ALL);
    assertThat(entries.getFirst())
        .hasToString(
            "{\"name\":\"%s\",\"title\":\"%s\",\"port\":%s,\"database\":\"%s\",\"calls\":[%s]}"
                .formatted(
                    FIRST.name(),
                    FIRST.title(),
                    FIRST.port(),
                    FIRST.database().orElseThrow().name(),
                    FIRST.calls().stream()
                        .map(called -> '"' + called + '"')
                        .collect(Collectors.joining(","))));
  }
}
