package dev.waybill.common.config;

import picocli.CommandLine.ITypeConverter;

/** Converts a setting whose value must not be shown. */
public final class SecretConverter implements ITypeConverter<Secret> {
  @Override
  public Secret convert(String value) {
    return new Secret(value);
  }
}
