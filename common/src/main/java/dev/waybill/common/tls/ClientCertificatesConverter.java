package dev.waybill.common.tls;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts "required" and "optional". */
final class ClientCertificatesConverter implements ITypeConverter<ClientCertificates> {
  @Override
  public ClientCertificates convert(String value) {
    return Arrays.stream(ClientCertificates.values())
        .filter(choice -> choice.toString().equalsIgnoreCase(value.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected required or optional, but was \"%s\"".formatted(value)));
  }
}
