package dev.waybill.common.db;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the setting for the database's address. */
public final class PostgresUrlConverter implements ITypeConverter<PostgresUrl> {
  @Override
  public PostgresUrl convert(String value) {
    try {
      return PostgresUrl.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("expected " + e.getMessage());
    }
  }
}
