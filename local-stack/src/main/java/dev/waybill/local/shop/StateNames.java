package dev.waybill.local.shop;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.Locale;

/** Names of the contract's enum values without the prefix that protobuf style requires. */
public final class StateNames {
  private StateNames() {}

  /** For example "REJECTED" for ORDER_STATE_REJECTED. */
  public static String of(ProtocolMessageEnum value) {
    String prefix =
        value
                .getDescriptorForType()
                .getName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT)
            + "_";
    String name = value.toString();
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
