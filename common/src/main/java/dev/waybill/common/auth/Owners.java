package dev.waybill.common.auth;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.contract.OwnerFields;

/** Checks the fields that name an owner, as the contract marks them. */
public final class Owners {
  private Owners() {}

  /**
   * Throws PERMISSION_DENIED if the message names an owner for whom the caller may not act, or
   * leaves out one and the caller may not act for everybody.
   */
  public static void check(Caller caller, Message message) {
    if (!(caller instanceof Caller.Anyone)) {
      check(caller, message, "");
    }
  }

  private static void check(Caller caller, Message message, String path) {
    for (FieldDescriptor field : OwnerFields.of(message.getDescriptorForType())) {
      String name = path + field.getName();
      if (message.getField(field) instanceof Message inner) {
        // One that is absent is empty here, so the owner in it is nobody.
        check(caller, inner, name + ".");
      } else if (!caller.actsFor((String) message.getField(field))) {
        throw AuthErrors.notOwner(name);
      }
    }
  }
}
