package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.cli.client.CommandRun;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What all commands have in common: help, wrong usage and lost output. */
final class WaybillMainTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"", "order", "stock", "payment"})
  void showsTheUsageOfAGroupWithoutACommand(String group) {
    CommandRun run = waybill(group.split(" ", 0));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: waybill " + group).contains("Commands:");
  }

  @Test
  void rejectsAnArgumentThatTheJvmCouldNotDecode() {
    CommandRun run = waybill("stock", "put", "SKU-1", "K\uFFFDse", "1EUR");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("waybill: argument 4, \"K\uFFFDse\", is not ");
  }

  @Test
  void acceptsAnArgumentThatBeginsWithAnAtSign() throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "SKU-1");

    ParseResult parsed = WaybillMain.commands().parseArgs("stock", "get", "@" + file);

    ParseResult get = parsed.subcommand().subcommand();
    assertThat(get.matchedPositional(0).<String>getValue()).isEqualTo("@" + file);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesTheExitCodesInTheHelpOfEachCommand(String command) {
    CommandRun run = waybill((command + " --help").strip().split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: ", "Exit codes:", "wrong usage", "Ctrl-C");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void printsItsVersionInEachCommand(String command) {
    assertThat(waybill((command + " --version").strip().split(" ")).out()).startsWith("waybill ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ordr                         | unknown command 'ordr'; did you mean order? (see waybill --help)
          ordr --help                  | unknown command 'ordr'; did you mean order? (see waybill --help)
          order show --help            | unknown command 'show'; expected one of place, import, watch, cancel, get, list (see waybill order --help)
          stock lst                    | unknown command 'lst'; did you mean list? (see waybill stock --help)
          order list --limt 5          | unknown option '--limt'; did you mean --limit? (see waybill order list --help)
          order list extra             | unexpected argument 'extra' (see waybill order list --help)
          stock put SKU-X Lamp -1EUR   | expected PRICE, but was "-1EUR", which is below zero (see waybill stock put --help)
          stock put SKU-X Lamp --nice  | unknown option '--nice' (see waybill stock put --help)
          new class --resource shipment | NAME: expected a name other than "class", which is a reserved word of Java (see waybill new --help)
          stock receive -5             | expected a file or SKU:QTY, but was "-5" (see waybill stock receive --help)
          """,
      quoteCharacter = '`')
  void namesWhatIsWrong(String arguments, String line) {
    CommandRun run = waybill(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "order list --help",
        "order import --sample 3",
        "order import --sample 100000"
      })
  void failsWhenTheOutputCannotBeWritten(String arguments) throws IOException {
    assumeThat(FULL).exists();
    try (OutputStream full = new FileOutputStream(FULL.toFile())) {
      CommandRun run = CommandRun.waybill(full, arguments.split(" "));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines())
          .containsExactly("waybill: cannot write the output: no space left on device");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "order import --sample 100000"})
  void endsQuietlyWhenTheReaderIsGone(String arguments) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    CommandRun run = CommandRun.waybill(closed, arguments.split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysInOneLineWhyAFileCannotBeUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    String below = file.resolve("below").toString();
    String missing = folder.resolve("missing").toString();
    String noTarget = "127.0.0.1:1";

    assertThat(onlyLine("order", "import", missing))
        .startsWith("cannot read " + missing + ": no such file or directory (see ");
    assertThat(onlyLine("order", "import", below))
        .startsWith("cannot read " + below + ": not a directory (see ");
    assertThat(onlyLine("order", "import", folder.toString()))
        .startsWith("cannot read " + folder + ": is a directory (see ");
    assertThat(onlyLine("order", "import", missing, "--failures", folder.toString()))
        .startsWith("--failures: cannot write " + folder + ": is a directory (see ");
    assertThat(onlyLine("stock", "receive", folder.toString()))
        .startsWith("cannot read " + folder + ": is a directory (see ");
    assertThat(onlyLine("load", "--journal", below, "--order-target", noTarget))
        .isEqualTo("error: cannot write " + below + ": not a directory");
    assertThat(onlyLine("up", "--data", below))
        .isEqualTo("waybill: cannot use the folder " + below + ": not a directory");
  }

  private static String onlyLine(String... arguments) {
    CommandRun run = waybill(arguments);
    assertThat(run.exitCode()).isIn(1, 2);
    assertThat(run.err().lines()).hasSize(1);
    return run.err().strip();
  }

  private static CommandRun waybill(String... arguments) {
    return CommandRun.waybill(
        Stream.of(arguments).filter(argument -> !argument.isEmpty()).toArray(String[]::new));
  }

  /** All commands as typed, with the root command as an empty text. */
  static List<String> commands() {
    return commands("", WaybillMain.commands()).toList();
  }

  private static Stream<String> commands(String name, CommandLine command) {
    return Stream.concat(
        Stream.of(name),
        command.getSubcommands().entrySet().stream()
            .flatMap(entry -> commands((name + " " + entry.getKey()).strip(), entry.getValue())));
  }
}
