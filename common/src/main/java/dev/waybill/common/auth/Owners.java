package dev.waybill.common.auth;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.waybill.common.caller.Caller;
import dev.waybill.proto.rpc.v1.RpcProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Checks the fields that name an owner, as the contract marks them. */
public final class Owners {
  /** The fields of each message that name an owner, or hold a message with such a field. */
  private static final ConcurrentMap<Descriptor, List<FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  private Owners() {}

  /** Throws PERMISSION_DENIED if the message names an owner for whom the caller may not act. */
  public static void check(Caller caller, Message message) {
    if (!(caller instanceof Caller.Anyone)) {
      check(caller, message, "");
    }
  }

  private static void check(Caller caller, Message message, String path) {
    for (FieldDescriptor field : fields(message.getDescriptorForType())) {
      String name = path + field.getName();
      if (isMessage(field)) {
        if (message.hasField(field)) {
          check(caller, (Message) message.getField(field), name + ".");
        }
      } else if (!caller.actsFor((String) message.getField(field))) {
        throw AuthErrors.notOwner(name);
      }
    }
  }

  private static List<FieldDescriptor> fields(Descriptor type) {
    List<FieldDescriptor> known = FIELDS.get(type);
    if (known != null) {
      return known;
    }
    List<FieldDescriptor> found =
        type.getFields().stream().filter(field -> leadsToOwner(field, new HashSet<>())).toList();
    FIELDS.put(type, found);
    return found;
  }

  /** A repeated message names no owner: a request is about one. */
  private static boolean leadsToOwner(FieldDescriptor field, Set<Descriptor> seen) {
    if (field.isRepeated()) {
      return false;
    }
    return isMessage(field)
        ? seen.add(field.getMessageType())
            && field.getMessageType().getFields().stream().anyMatch(f -> leadsToOwner(f, seen))
        : field.getOptions().getExtension(RpcProto.owner);
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
  }
}
