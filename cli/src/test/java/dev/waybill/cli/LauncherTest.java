package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher must build once when it needs to, and say clearly what is missing. */
final class LauncherTest {
  /** Takes a while, so that two builds would overlap, and writes a file that is not a jar. */
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
    Path yield = home.resolve("deploy/aot/yield.sh");
    Files.createDirectories(yield.getParent());
    Files.copy(Path.of("..", "deploy/aot/yield.sh"), yield);
    lay("common", "cli");
  }

  @Test
  void buildsOnceWhenTwoStartTogetherAndNotAgainAfterwards() throws Exception {
    provide("mvn", MAVEN);
    Process first = launch();
    Process second = launch();
    first.waitFor();
    second.waitFor();
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build");
  }

  @Test
  void buildsAgainWhenASourceChanges() throws Exception {
    provide("mvn", MAVEN);
    launch().waitFor();
    Files.createFile(home.resolve("common/src/main/New.java"));
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build\nbuild");
  }

  @Test
  void buildsAgainWhenASourceChangesInAModuleNamedOnlyInThePom() throws Exception {
    provide("mvn", MAVEN);
    lay("common", "cli", "shipping-service");
    launch().waitFor();
    Files.createFile(home.resolve("shipping-service/src/main/New.java"));
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build\nbuild");
  }

  @Test
  void buildsOnceWhenASourceIsFromTheFuture() throws Exception {
    provide("mvn", MAVEN);
    Path source = Files.createFile(home.resolve("common/src/main/Early.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
    launch().waitFor();
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build");
  }

  @Test
  void doesNotBuildAgainAfterTheCheckoutHasMoved() throws Exception {
    provide("mvn", MAVEN);
    launch().waitFor();
    home = Files.move(home, parent.resolve("moved"));
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).hasContent("build");
  }

  @Test
  void doesNotBuildWhatMavenHasBuilt() throws Exception {
    provide("mvn", MAVEN);
    Files.createDirectories(home.resolve("cli/target"));
    Files.createFile(home.resolve("cli/target/waybill-cli.jar"));
    launch().waitFor();
    assertThat(home.resolve("builds.txt")).doesNotExist();
  }

  @Test
  void showsTheOutputOfABuildThatFails() throws Exception {
    provide("mvn", "#!/bin/bash\necho 'the reason'\nexit 1\n");
    Process launcher = launch();
    assertThat(output(launcher)).contains("the reason", "waybill: the build failed");
    assertThat(launcher.waitFor()).isEqualTo(1);
  }

  @Test
  void namesAnUnwritableFolderEvenInANestedModule() throws Exception {
    provide("mvn", MAVEN);
    lay("common", "proto/rpc", "cli");
    Files.createDirectories(home.resolve("proto/rpc/target"));
    open(parent);
    close(home.resolve("proto/rpc/target"));
    ProcessBuilder builder = launcher();
    if (Files.isWritable(home.resolve("proto/rpc/target"))) { // root may write everywhere
      builder
          .command()
          .addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }

    Process launcher = builder.start();

    assertThat(output(launcher))
        .startsWith(
            "waybill: needs to build, but cannot write to %s, which belongs to "
                .formatted(home.resolve("proto/rpc/target").toRealPath()))
        .hasLineCount(1);
    assertThat(launcher.waitFor()).isEqualTo(1);
  }

  private static void open(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }

  private static void close(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
  }

  @Test
  void suggestsContainersOnAnUnsupportedMachine() throws Exception {
    provide("mvn", MAVEN);
    provide("uname", "#!/bin/bash\necho Linux riscv64\n");
    Process launcher = launch();
    assertThat(output(launcher))
        .isEqualTo(
            "waybill: does not run on Linux riscv64; use containers: docker compose up --build\n");
    assertThat(launcher.waitFor()).isEqualTo(1);
  }

  @Test
  void letsTheUsersJvmOptionsTakePrecedence() throws Exception {
    Path arguments = Files.writeString(parent.resolve("arguments"), "-XX:+UseZGC\n");
    assertThat(left(Map.of())).isEqualTo("-XX:+UseSerialGC -XX:AOTCache=x -Xlog:aot=off -Da=b");
    assertThat(left(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseG1GC")))
        .doesNotContain("UseSerialGC");
    assertThat(left(Map.of("JDK_JAVA_OPTIONS", "@" + arguments))).doesNotContain("UseSerialGC");
    assertThat(left(Map.of("_JAVA_OPTIONS", "-Xshare:off"))).doesNotContain("AOTCache");
    assertThat(left(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:aot"))).doesNotContain("-Xlog:aot=off");
    assertThat(left(Map.of("JAVA_TOOL_OPTIONS", "-Da=c"))).doesNotContain("-Da=b");
  }

  /** Returns which of some options remain, given these variables. */
  private String left(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "-c",
            "set -euo pipefail; source \"$0\"; leave_open \"$@\"; echo \"${left_open[*]}\"",
            home.resolve("deploy/aot/yield.sh").toString(),
            "-XX:+UseSerialGC",
            "-XX:AOTCache=x",
            "-Xlog:aot=off",
            "-Da=b");
    builder.environment().putAll(environment);
    return output(builder.redirectErrorStream(true).start()).strip();
  }

  private void lay(String... modules) throws IOException {
    for (String module : modules) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "");
    }
    List<String> lines =
        List.of(modules).stream().map(module -> "<module>" + module + "</module>").toList();
    Files.write(home.resolve("pom.xml"), lines);
  }

  private void provide(String tool, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(tool), script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Process launch() throws IOException {
    return launcher().start();
  }

  private ProcessBuilder launcher() {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("waybill").toString(), "--version");
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true);
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
