package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServerSettings;
import dev.waybill.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever starts the services must give them enough time to stop. */
final class StopTimesTest {
  private static final Pattern GRACE = Pattern.compile("stop_grace_period: (\\d+)s");

  /** Time to cancel what did not drain, apply what is queued, and end the process. */
  private static final Duration REST = Duration.ofSeconds(10);

  @Test
  void composeKillsNoServiceThatIsStillStopping() throws IOException {
    ServerSettings defaults = Services.ALL.getFirst().settings().server();
    Duration longestStop = defaults.stopDelay().plus(defaults.drainTimeout()).plus(REST);
    String compose = Files.readString(Path.of("..", "docker-compose.yml"));

    assertThat(GRACE.matcher(compose).results())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            grace ->
                assertThat(Duration.ofSeconds(Long.parseLong(grace.group(1))))
                    .isGreaterThanOrEqualTo(longestStop));
  }
}
