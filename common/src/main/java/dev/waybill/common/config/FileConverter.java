package dev.waybill.common.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a file. */
public final class FileConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException _) {
      // Reported below, with the same message as an empty name.
    }
    throw new TypeConversionException("expected the name of a file, but was \"" + value + "\"");
  }
}
