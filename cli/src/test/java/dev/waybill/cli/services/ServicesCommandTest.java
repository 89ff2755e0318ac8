package dev.waybill.cli.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.stack.Services;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What `waybill services` prints, and scripts read. */
final class ServicesCommandTest {
  @Test
  void printsOneLineForEachService() {
    CommandRun run = CommandRun.waybill("services");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSameSizeAs(Services.ALL);
    assertThat(lines.getFirst().split(" +"))
        .containsExactly("order", "order-service", "50051", "orders", "inventory,payment");
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
        .isEqualTo(
            JsonParser.parseString(
                """
                {"name": "order", "title": "order-service", "port": 50051, "database": "orders",
                 "calls": ["inventory", "payment"]}
                """));
  }
}
