package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher must build when it has to, once, and say clearly what it lacks. */
final class LauncherTest {
  /** Takes a while, so that two builds would overlap, and leaves something that is no jar. */
  private static final String MAVEN =
      """
      #!/bin/bash
      echo build >>builds.txt
      sleep 1
      mkdir -p cli/target
      touch cli/target/waybill-cli.jar
      """;

  @TempDir private Path parent = Path.of("");
  private Path home = Path.of("");
  private Path tools = Path.of("");

  @BeforeEach
  void layOutACheckout() throws IOException {
    home = Files.createDirectories(parent.resolve("a check out"));
    tools = Files.createDirectories(parent.resolve("tools"));
    Files.copy(Path.of("..", "waybill"), home.resolve("waybill"));
    Files.createFile(home.resolve("pom.xml"));
    for (String module :
        List.of(
            "proto", "common", "inventory-service", "payment-service", "order-service", "cli")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
  }

  @Test
  void buildsOnceWhenTwoStartTogetherAndNotAgainAfterwards() throws Exception {
    provideMaven(MAVEN);
    Process first = launch();
    Process second = launch();
    first.waitFor();
    second.waitFor();
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build");
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    provideMaven(MAVEN);
    launch().waitFor();
    Files.createFile(home.resolve("common/src/main/New.java"));
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build\nbuild");
  }

  @Test
  void showsTheOutputOfABuildThatFails() throws Exception {
    provideMaven("#!/bin/bash\necho 'the reason'\nexit 1\n");
    Process launcher = launch();
    assertThat(output(launcher)).contains("the reason", "waybill: the build failed");
    assertThat(launcher.waitFor()).isEqualTo(1);
  }

  private void provideMaven(String script) throws IOException {
    Path maven = tools.resolve("mvn");
    Files.writeString(maven, script);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("waybill").toString(), "--version");
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
