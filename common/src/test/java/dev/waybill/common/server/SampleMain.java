package dev.waybill.common.server;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;

/** A whole service in its own process; its database is unreachable if its user is "nobody". */
final class SampleMain {
  private SampleMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ServiceRunner.run("sample-service", new SampleConfig(), arguments, SampleMain::wire));
  }

  private static ServiceWiring wire(SampleConfig config) {
    if (config.database().user().equals("nobody")) {
      throw new StartupException("cannot reach the database at " + config.database().url());
    }
    return SampleWiring.of(SampleService.answering());
  }
}
