package dev.waybill.system.crash;

import static org.junit.jupiter.api.Assertions.fail;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.system.crash.CrashTrial.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills each service of an order at each of its fault points. Not part of the usual tests; run by
 * system-tests/faults/check.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashMatrix {
  /** Only points whose names contain this are tried. */
  private static final Pattern FILTER =
      Pattern.compile(System.getProperty("waybill.crash.points", ""));

  private final CrashReport report = new CrashReport();
  private CrashTrial trial;

  @BeforeAll
  void start(@TempDir Path folder) {
    trial = new CrashTrial(folder, CrashCluster.start(folder, 1));
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @TestFactory
  Stream<DynamicTest> theProcessDies() {
    Map<String, Scenario> scenarios = trial.rehearse(Scenarios.all());
    return CrashCluster.SERVICES.stream()
        .flatMap(
            service ->
                CrashCluster.points(service).stream()
                    .filter(point -> !CrashCluster.NEVER_MADE.containsKey(point.call()))
                    .filter(point -> FILTER.matcher(point.toString()).find())
                    .map(point -> test(service, point, scenarios)));
  }

  private DynamicTest test(
      ServiceDefinition<?, ?> service, FaultPoint point, Map<String, Scenario> scenarios) {
    Scenario scenario = scenarios.get(point.toString());
    return DynamicTest.dynamicTest(
        point.toString(),
        () -> {
          if (scenario == null) {
            fail("no scenario comes past this point: add one");
          }
          Outcome outcome = trial.die(service, point, scenario);
          report.add(point, scenario, outcome.ends(), outcome.seconds());
        });
  }
}
