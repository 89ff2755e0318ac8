package dev.waybill.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class LogLevelConverterTest {
  private final LogLevelConverter converter = new LogLevelConverter();

  @ParameterizedTest
  @CsvSource({"INFO,INFO", "debug,DEBUG", "Warning,WARN", "WARN,WARN", " error ,ERROR", "off,OFF"})
  void acceptsCommonSpellings(String text, LogLevel level) {
    assertThat(converter.convert(text)).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TRACE9", "FATAL", "verbose", "7", "INFO,DEBUG"})
  void rejectsUnknownLevels(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> converter.convert(text))
        .withMessage(
            "expected OFF, ERROR, WARN, INFO, DEBUG or TRACE, but was \"%s\"".formatted(text));
  }
}
