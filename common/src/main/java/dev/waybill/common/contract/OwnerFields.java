package dev.waybill.common.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.waybill.proto.rpc.v1.RpcProto;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The fields of requests that name an owner, as the contract marks them. A request names each owner
 * exactly once, so that none can be left out or hidden among others.
 */
public final class OwnerFields {
  private static final ConcurrentMap<Descriptor, List<FieldDescriptor>> KNOWN =
      new ConcurrentHashMap<>();

  private OwnerFields() {}

  /** Returns the fields of a message that name an owner, or hold a message with such a field. */
  public static List<FieldDescriptor> of(Descriptor type) {
    List<FieldDescriptor> known = KNOWN.get(type);
    if (known != null) {
      return known;
    }
    List<FieldDescriptor> found =
        type.getFields().stream().filter(field -> leadsToOwner(field, new HashSet<>())).toList();
    KNOWN.put(type, found);
    return found;
  }

  /** Returns why the owners of a request cannot be checked; empty if they can. */
  static Optional<String> problem(Descriptor request) {
    return problem(request, "", Set.of(request));
  }

  /**
   * @param above the message and those that hold it
   */
  private static Optional<String> problem(Descriptor type, String path, Set<Descriptor> above) {
    for (FieldDescriptor field : of(type)) {
      String name = path + field.getName();
      Optional<String> problem = problem(field, name, above);
      if (problem.isEmpty() && isMessage(field)) {
        Set<Descriptor> deeper = new HashSet<>(above);
        deeper.add(field.getMessageType());
        problem = problem(field.getMessageType(), name + ".", deeper);
      }
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(
      FieldDescriptor field, String name, Set<Descriptor> above) {
    if (isOwner(field) && field.getType() != FieldDescriptor.Type.STRING) {
      return Optional.of("has the owner %s, which is not a string".formatted(name));
    }
    if (field.isRepeated()) {
      return Optional.of("has an owner in %s, which is repeated".formatted(name));
    }
    if (field.getRealContainingOneof() != null) {
      return Optional.of("has an owner in %s, which is part of a oneof".formatted(name));
    }
    return isMessage(field) && above.contains(field.getMessageType())
        ? Optional.of("has an owner in %s, which holds itself".formatted(name))
        : Optional.empty();
  }

  private static boolean leadsToOwner(FieldDescriptor field, Set<Descriptor> seen) {
    return isOwner(field)
        || (isMessage(field)
            && seen.add(field.getMessageType())
            && field.getMessageType().getFields().stream().anyMatch(f -> leadsToOwner(f, seen)));
  }

  private static boolean isOwner(FieldDescriptor field) {
    return field.getOptions().getExtension(RpcProto.owner);
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
  }
}
