package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Wrong usage is explained in one line, before anything starts. */
final class BenchmarkTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void refusesAnUnknownOption() {
    assertRefused("unknown option '--fast'", "--fast");
  }

  @Test
  void refusesTwoPlans() {
    assertRefused("--quick cannot be combined with --smoke", "--quick", "--smoke");
  }

  @Test
  void refusesAnotherVersionThatHasNoJars() {
    assertRefused("--before: expected a checkout that was built, or a folder", "--before", "/none");
  }

  @Test
  void namesTheJarThatIsMissing() throws IOException {
    Files.createFile(folder.resolve("order-service.jar"));
    Files.createFile(folder.resolve("payment-service.jar"));

    assertRefused(
        folder + " has no inventory-service.jar", "--quick", "--before", folder.toString());
  }

  @Test
  void refusesAFileAsTheFolderForResults() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused("--out: expected a folder, but was " + file, "--out", file.toString());
  }

  private static void assertRefused(String message, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--root", "."));
    all.addAll(List.of(arguments));
    StringWriter err = new StringWriter();
    CommandLine benchmark = Benchmark.commandLine().setErr(new PrintWriter(err, true));

    int exitCode = benchmark.execute(all.toArray(String[]::new));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(message);
  }
}
