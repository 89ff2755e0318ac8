package dev.waybill.cli.order;

import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.order.v1.OrderState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an order state such as "completed". */
final class OrderStateConverter implements ITypeConverter<OrderState> {
  private static final List<OrderState> STATES =
      Arrays.stream(OrderState.values())
          .filter(state -> state != OrderState.ORDER_STATE_UNSPECIFIED)
          .filter(state -> state != OrderState.UNRECOGNIZED)
          .toList();

  @Override
  public OrderState convert(String value) {
    return STATES.stream()
        .filter(state -> StateNames.of(state).equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + names() + ", but was \"" + value + "\""));
  }

  private static String names() {
    return STATES.stream().map(StateNames::of).collect(Collectors.joining(", "));
  }
}
