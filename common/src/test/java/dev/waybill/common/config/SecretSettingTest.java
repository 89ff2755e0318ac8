package dev.waybill.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

final class SecretSettingTest {
  private static final String FILE = "--word-file (WAYBILL_WORD_FILE): ";

  @TempDir private Path folder;

  @Test
  void isReadFromItsOptionItsVariableOrAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("word"), "from-file");

    assertThat(word(Map.of(), "--word=given")).isEqualTo("given");
    assertThat(word(Map.of("WAYBILL_WORD", "from-variable"))).isEqualTo("from-variable");
    assertThat(word(Map.of(), "--word-file", file.toString())).isEqualTo("from-file");
    assertThat(word(Map.of("WAYBILL_WORD_FILE", file.toString()))).isEqualTo("from-file");
    assertThat(word(Map.of())).isEmpty();
  }

  @Test
  void isRatherReadFromTheCommandLineThanFromTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("word"), "from-file");

    assertThat(word(Map.of("WAYBILL_WORD", "other"), "--word-file=" + file)).isEqualTo("from-file");
    assertThat(word(Map.of("WAYBILL_WORD_FILE", "/none"), "--word=given")).isEqualTo("given");
    assertThat(word(Map.of("WAYBILL_WORD", "other"), "--word=given")).isEqualTo("given");
    assertThat(word(Map.of("WAYBILL_WORD_FILE", "/none"), "--word-file=" + file))
        .isEqualTo("from-file");
  }

  @ParameterizedTest
  @CsvSource({
    "word, word",
    "'word\n', word",
    "'word\r\n', word",
    "'word\n\n', 'word\n'",
    "' two words ', ' two words '",
    "'\nword', '\nword'"
  })
  void losesOneLineBreakAtItsEnd(String content, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("word"), content);

    assertThat(word(Map.of(), "--word-file=" + file)).isEqualTo(expected);
  }

  @Test
  void isRefusedInOneLineIfItsFileCannotBeUsed() throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path large = Files.writeString(folder.resolve("large"), "x".repeat(16 * 1024 + 1));
    Path garbled =
        Files.write(folder.resolve("garbled"), "pässword".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems(Map.of(), "--word-file=" + missing))
        .containsExactly(FILE + "cannot read " + missing + ": no such file or directory");
    assertThat(problems(Map.of(), "--word-file=" + folder))
        .containsExactly(FILE + "cannot read " + folder + ": is a directory");
    assertThat(problems(Map.of("WAYBILL_WORD_FILE", empty.toString())))
        .containsExactly(FILE + empty + " is empty");
    assertThat(problems(Map.of(), "--word-file=" + large))
        .containsExactly(FILE + large + " is larger than 16384 bytes");
    assertThat(problems(Map.of(), "--word-file=" + garbled))
        .containsExactly(FILE + garbled + " is not valid UTF-8");
    assertThat(problems(Map.of(), "--word-file="))
        .containsExactly(FILE + "expected the name of a file, but was \"\"");
  }

  @Test
  void isRefusedIfItIsGivenTwice() {
    String line = FILE + "given together with --word; expected one of them";

    assertThat(problems(Map.of(), "--word=x", "--word-file=/none")).containsExactly(line);
    assertThat(problems(Map.of("WAYBILL_WORD", "x", "WAYBILL_WORD_FILE", "/none")))
        .containsExactly(line);
  }

  @Test
  void isReportedWithAllOtherMistakes() {
    assertThat(problems(Map.of(), "--word-file=/none", "--count=many"))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("--count (WAYBILL_COUNT): "),
            line -> assertThat(line).startsWith(FILE + "cannot read /none"));
  }

  @Test
  void mayBeRequiredInEitherForm() throws IOException {
    Path file = Files.writeString(folder.resolve("word"), "from-file");
    RequiredWord settings = new RequiredWord();

    assertThat(new SettingsReader("sample", settings, Map.of()).read())
        .containsExactly("--word (WAYBILL_WORD): missing");
    assertThat(new SettingsReader("sample", settings, Map.of()).read("--word-file=" + file))
        .isEmpty();
    assertThat(settings.word.value()).isEqualTo("from-file");
    assertThat(new SettingsReader("sample", settings, Map.of()).read("--help")).isEmpty();
  }

  @Test
  void hasItsFileInTheHelpAndAmongTheVariables() {
    SettingsReader reader = new SettingsReader("sample", new Words(), Map.of());

    assertThat(reader.help())
        .containsIgnoringWhitespaces(
            "--word-file=FILE A file with the value of --word. One line break at its end is"
                + " ignored. Environment: WAYBILL_WORD_FILE.");
    assertThat(reader.variables()).contains("WAYBILL_WORD", "WAYBILL_WORD_FILE");
  }

  @Test
  void isHiddenWhenItsNameIsMisspelt() {
    assertThat(problems(Map.of(), "--wrod=hush")).containsExactly("unknown option --wrod");
    assertThat(problems(Map.of(), "--wrod", "hush", "stray"))
        .containsExactly("unknown option --wrod", "unexpected argument \"stray\"");
    assertThat(problems(Map.of(), "--wrod", "-Xush")).containsExactly("unknown option --wrod");
  }

  @Test
  void namesTheSettingThatHoldsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("word"), "from-file");
    SecretSetting setting = SecretSetting.named("--word", "WORD", "A word.");

    assertThat(setting.find(_ -> false, Map.of("WAYBILL_WORD_FILE", file.toString())))
        .hasValue(
            new SecretSetting.Found(new Secret("from-file"), "--word-file (WAYBILL_WORD_FILE)"));
    assertThat(setting.find(_ -> false, Map.of("WAYBILL_WORD", "x")))
        .hasValue(new SecretSetting.Found(new Secret("x"), "--word (WAYBILL_WORD)"));
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> setting.find(_ -> false, Map.of("WAYBILL_WORD", "x\uFFFDy")))
        .withMessageStartingWith("--word (WAYBILL_WORD): not ")
        .withMessageNotContaining("y;");
  }

  private static String word(Map<String, String> environment, String... arguments) {
    Words settings = new Words();
    assertThat(new SettingsReader("sample", settings, environment).read(arguments)).isEmpty();
    return settings.word.value();
  }

  private static List<String> problems(Map<String, String> environment, String... arguments) {
    return new SettingsReader("sample", new Words(), environment).read(arguments);
  }

  /** Settings with a secret. */
  @Command
  private static final class Words {
    @Option(names = "--word", converter = SecretConverter.class, description = "A word.")
    private Secret word = new Secret("");

    @Option(names = "--count", description = "A number.")
    @SuppressWarnings("UnusedVariable") // picocli fills it
    private int count;
  }

  /** Settings that need a secret. */
  @Command
  private static final class RequiredWord {
    @Option(names = "--word", required = true, converter = SecretConverter.class)
    private Secret word = new Secret("");
  }
}
