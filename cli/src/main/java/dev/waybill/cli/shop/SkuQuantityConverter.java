package dev.waybill.cli.shop;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads "SKU-001:2". */
public final class SkuQuantityConverter implements ITypeConverter<SkuQuantity> {
  @Override
  public SkuQuantity convert(String value) {
    try {
      return SkuQuantity.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
