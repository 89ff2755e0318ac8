package dev.waybill.common.rpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.StringValue;
import dev.waybill.proto.rpc.v1.RpcProto;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.time.Duration;
import java.util.Objects;

/** Contracts whose request names an owner, in right and in wrong ways. */
public final class OwnerContract {
  private static final FieldDescriptorProto OWNER =
      FieldDescriptorProto.newBuilder()
          .setName("owner")
          .setNumber(1)
          .setLabel(Label.LABEL_OPTIONAL)
          .setType(FieldDescriptorProto.Type.TYPE_STRING)
          .setOptions(FieldOptions.newBuilder().setExtension(RpcProto.owner, true))
          .build();

  private static final Descriptor REQUEST = input(inInnerMessage());

  private OwnerContract() {}

  /** The request has a message that names the owner. */
  public static MethodDescriptor<StringValue, StringValue> inInnerMessage() {
    return method(inner(Label.LABEL_OPTIONAL), message("Inner", OWNER));
  }

  /** The owner is one of many. */
  public static MethodDescriptor<StringValue, StringValue> repeated() {
    return method(OWNER.toBuilder().setLabel(Label.LABEL_REPEATED).build());
  }

  /** The owner is not text. */
  public static MethodDescriptor<StringValue, StringValue> number() {
    return method(OWNER.toBuilder().setType(FieldDescriptorProto.Type.TYPE_INT64).build());
  }

  /** The message that names the owner is one of many. */
  public static MethodDescriptor<StringValue, StringValue> inRepeatedMessage() {
    return method(inner(Label.LABEL_REPEATED), message("Inner", OWNER));
  }

  /** The message that names the owner is one of two. */
  public static MethodDescriptor<StringValue, StringValue> inOneof() {
    return method(
        DescriptorProto.newBuilder()
            .setName("Request")
            .addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice"))
            .addField(inner(Label.LABEL_OPTIONAL).toBuilder().setOneofIndex(0))
            .build(),
        message("Inner", OWNER));
  }

  /** The message that names the owner holds itself. */
  public static MethodDescriptor<StringValue, StringValue> inItself() {
    return method(
        inner(Label.LABEL_OPTIONAL),
        message("Inner", OWNER, inner(Label.LABEL_OPTIONAL).toBuilder().setNumber(2).build()));
  }

  /** A request of {@link #inInnerMessage} that names this owner. */
  public static DynamicMessage requestOf(String owner) {
    Descriptor inner = REQUEST.findFieldByName("inner").getMessageType();
    return DynamicMessage.newBuilder(REQUEST)
        .setField(
            REQUEST.findFieldByName("inner"),
            DynamicMessage.newBuilder(inner)
                .setField(inner.findFieldByName("owner"), owner)
                .build())
        .build();
  }

  /** A request of {@link #inInnerMessage} that leaves out the message that names the owner. */
  public static DynamicMessage emptyRequest() {
    return DynamicMessage.getDefaultInstance(REQUEST);
  }

  private static Descriptor input(MethodDescriptor<?, ?> method) {
    return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
        .getMethodDescriptor()
        .getInputType();
  }

  private static MethodDescriptor<StringValue, StringValue> method(
      FieldDescriptorProto field, DescriptorProto... others) {
    return method(message("Request", field), others);
  }

  private static MethodDescriptor<StringValue, StringValue> method(
      DescriptorProto request, DescriptorProto... others) {
    return SampleContract.method(
        SampleContract.unaryPolicy(Duration.ofSeconds(2), Duration.ofMillis(1)), request, others);
  }

  private static FieldDescriptorProto inner(Label label) {
    return FieldDescriptorProto.newBuilder()
        .setName("inner")
        .setNumber(1)
        .setLabel(label)
        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setTypeName(".sample.Inner")
        .build();
  }

  private static DescriptorProto message(String name, FieldDescriptorProto... fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    for (FieldDescriptorProto field : fields) {
      message.addField(field);
    }
    return message.build();
  }
}
