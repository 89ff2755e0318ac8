package dev.waybill.cli.token;

import dev.waybill.common.caller.Role;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a role that a person may have. */
final class PersonRoleConverter implements ITypeConverter<Role> {
  @Override
  public Role convert(String value) {
    return Role.named(value)
        .filter(role -> role != Role.SERVICE)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected customer or operator, but was \"" + value + "\""));
  }
}
