package dev.waybill.system.template;

import dev.waybill.system.crash.ServiceTrial;
import dev.waybill.template.TemplateService;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remains when the process dies by {@code kill -9} under load. */
final class TemplateKillTest {
  private static final int WRITES_BEFORE = 50;

  @Test
  void everyAcknowledgedWriteStands(@TempDir Path folder) {
    try (ServiceTrial trial =
        ServiceTrial.start(folder, new TemplateService(), TemplateClient::new)) {
      CompletableFuture<Void> load =
          trial.load(() -> trial.client().acknowledged() >= 2 * WRITES_BEFORE);
      Awaitility.await().until(() -> trial.client().acknowledged() >= WRITES_BEFORE);

      trial.instance().kill();
      trial.startAgain();

      load.orTimeout(90, TimeUnit.SECONDS).join();
      trial.verify();
    }
  }
}
